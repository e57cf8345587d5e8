// Data: what the page was written with, and thumbnails that come when they are looked at.
const data = JSON.parse(document.getElementById("data").textContent);
const thumbs = new Map();
for (const block of document.querySelectorAll("script.thumbs")) keep(JSON.parse(block.textContent));

const shots = data.shots.map((s, at) => {
  const product = data.products[s.p], scene = data.scenes[s.s];
  return { ...s, at, product, scene, evidence: s.e || [], warnings: s.w || [], files: s.d || [],
    who: product.n || product.a, about: `${product.n || product.a}, ${scene.n}, ${s.k}`,
    words: [s.a, product.n, scene.n, scene.t, scene.p, s.k, s.r].join("\n").toLowerCase() };
});

function keep(some) { for (const sum in some) thumbs.set(sum, some[sum]); }

// pictureOf gives the address of a thumbnail, or nothing where none is kept.
function pictureOf(sum) { return thumbs.has(sum) ? "data:image/jpeg;base64," + thumbs.get(sum) : ""; }

const packs = data.packs.map((from) => ({ from, coming: null }));
window.photoshootPack = (n, some) => { keep(some); };

// arrived waits for the thumbnails of a shot.
function arrived(shot) {
  let n = packs.length - 1;
  while (n >= 0 && packs[n].from > shot.at) n--;
  if (n < 0) return Promise.resolve();
  return packs[n].coming ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${data.base}-${n + 1}.js`;
    script.onload = script.onerror = () => done();
    document.head.append(script);
  });
}

// make builds an element: make("p", {class: "x"}, "text", child).
function make(name, attributes = {}, ...inside) {
  const e = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) e.setAttribute(key, "");
    else if (value !== false && value !== undefined) e.setAttribute(key, value);
  }
  e.append(...inside.filter((i) => i !== null && i !== undefined));
  return e;
}

const byId = (id) => document.getElementById(id);
const plural = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;

// remember and recall keep a setting where the browser lets them.
function remember(key, value) { try { localStorage.setItem("photoshoot." + key, JSON.stringify(value)); } catch { /* private window */ } }
function recall(key, otherwise) {
  try { return JSON.parse(localStorage.getItem("photoshoot." + key)) ?? otherwise; } catch { return otherwise; }
}
