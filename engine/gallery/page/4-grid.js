// Grid: products with their pictures, a page at a time.
const perPage = 96;
let shown = []; // all that the filter lets through, in order
const label = Object.fromEntries(states);

// tileWidth gives pictures of one shape about the same area.
function tileWidth(ratio) { return Math.round(Math.min(420, Math.max(150, 224 * Math.sqrt(ratio)))); }
function ratioOf(s) { return s.x && s.y ? s.x / s.y : 1.5; }

function draw() {
  shown = found();
  const pages = Math.max(1, Math.ceil(shown.length / perPage));
  chosen.page = Math.min(chosen.page, pages - 1);
  const part = shown.slice(chosen.page * perPage, (chosen.page + 1) * perPage);
  byId("list").replaceChildren(...(part.length ? sections(part) : [nothing()]));
  byId("count").textContent = shown.length === shots.length ? plural(shots.length, "picture") : `${shown.length.toLocaleString("en")} of ${plural(shots.length, "picture")}`;
  byId("clear").hidden = !Object.keys(tests).some((key) => chosen[key]);
  byId("pager").hidden = pages === 1;
  byId("page").textContent = `${chosen.page + 1} of ${pages}`;
  byId("back").disabled = chosen.page === 0;
  byId("next").disabled = chosen.page === pages - 1;
  for (const s of part) arrived(s).then(() => dress(s));
}

function nothing() {
  const clear = make("button", { class: "button", type: "button" }, "Show all");
  clear.onclick = showAll;
  return make("div", { class: "empty" }, make("p", {}, shots.length ? "No picture matches." : "Nothing was made yet."), shots.length ? clear : null);
}

function showAll() {
  for (const key of Object.keys(tests)) chosen[key] = "";
  showChoices();
  choose("q", "");
}

// sections groups shots by product, and those of one product by shape.
function sections(part) {
  const products = new Map();
  for (const s of part) {
    const kinds = products.get(s.product) ?? products.set(s.product, new Map()).get(s.product);
    (kinds.get(s.k) ?? kinds.set(s.k, []).get(s.k)).push(s);
  }
  return [...products].map(([p, kinds]) => {
    const photo = p.p ? make("img", { class: "photo", alt: `Photo of ${p.n || p.a}`, "data-sum": p.p }) : null;
    const who = make("div", { class: photo ? "who" : "who bare" }, photo, make("h2", { dir: "auto" }, p.n || p.a), make("code", { dir: "auto" }, p.a));
    const pictures = make("div");
    for (const [kind, list] of kinds) {
      const size = list[0].x ? ` ${list[0].x} × ${list[0].y}` : "";
      const tiles = make("ul", { class: "tiles" }, ...list.map(tile));
      tiles.style.setProperty("--tile", tileWidth(ratioOf(list[0])) + "px");
      pictures.append(make("h3", { class: "kind" }, kind + size), tiles);
    }
    return make("section", { class: "product", "aria-label": p.n || p.a }, who, pictures);
  });
}

function tile(s) {
  const open = make("button", { class: "open", type: "button", "data-at": s.at },
    s.o ? make("img", { alt: s.about, "data-sum": s.o, decoding: "async" }) : make("span", { class: "none" }, s.about, make("br"), "not made yet"));
  open.style.setProperty("--ratio", ratioOf(s));
  open.onclick = () => look(s);
  const caption = make("figcaption", {}, make("span", { class: "scene", dir: "auto" }, s.scene.n), ...(s.o ? votes(s) : []));
  const item = make("li", { class: "tile", id: "tile-" + s.at }, make("figure", {}, open, make("div", { class: "badges" }), caption));
  mark(item, s);
  return item;
}

function votes(s) {
  return [["approved", "yes", "✓", "Approve"], ["rejected", "no", "✕", "Reject"]].map(([verdict, kind, sign, word]) => {
    const vote = make("button", { class: "vote " + kind, type: "button", "aria-label": `${word} ${s.about}` }, make("span", { "aria-hidden": "true" }, sign));
    vote.onclick = () => decide(s, verdictOf(s.o).verdict === verdict ? "" : verdict);
    return vote;
  });
}

// decide gives a verdict and shows it wherever the picture is seen.
function decide(s, verdict, note) {
  if (!s.o) return;
  judge(s.o, verdict, note);
  for (const same of shots) if (same.o === s.o) mark(byId("tile-" + same.at), same);
  if (looking === s) showVerdict(s);
  byId("said").textContent = `${s.about}: ${verdict || "no verdict"}`;
}

function mark(item, s) {
  if (!item) return;
  const { verdict } = s.o ? verdictOf(s.o) : { verdict: "" };
  item.className = "tile " + verdict;
  item.querySelector(".yes")?.setAttribute("aria-pressed", verdict === "approved");
  item.querySelector(".no")?.setAttribute("aria-pressed", verdict === "rejected");
  item.querySelector(".badges").replaceChildren(...badges(s));
}

function badges(s) {
  const all = [];
  const { verdict } = s.o ? verdictOf(s.o) : { verdict: "" };
  if (verdict) all.push(make("span", { class: "badge " + verdict }, verdict));
  if (s.c !== "current") all.push(make("span", { class: "badge " + s.c }, label[s.c]));
  if (s.warnings.length) all.push(make("span", { class: "badge warned" }, plural(s.warnings.length, "warning")));
  return all;
}

// dress puts the thumbnails of a shot into its tile once they are there.
function dress(s) {
  for (const img of byId("tile-" + s.at)?.closest("section").querySelectorAll("img[data-sum]:not([src])") ?? []) {
    const picture = pictureOf(img.dataset.sum);
    if (picture) img.src = picture;
  }
}

function turn(by) {
  chosen.page += by;
  writeAddress();
  draw();
  window.scrollTo(0, 0);
  byId("list").querySelector(".open")?.focus({ preventScroll: true });
}
