// Viewer: one picture, large, with what came before it and what is known of it.
let looking = null;

function look(s) {
  looking = s;
  arrived(s).then(() => { if (looking === s) showPair(s); });
  byId("v-title").textContent = s.who;
  byId("v-scene").textContent = s.scene.n;
  byId("v-place").textContent = `${(shown.indexOf(s) + 1).toLocaleString("en")} of ${shown.length.toLocaleString("en")}`;
  byId("v-back").disabled = shown[0] === s;
  byId("v-next").disabled = shown.at(-1) === s;
  byId("v-facts").replaceChildren(...facts(s));
  showVerdict(s);
  writeAddress();
  if (!byId("viewer").open) byId("viewer").showModal();
  byId("viewer").scrollTop = byId("viewer").querySelector(".panel").scrollTop = 0;
}

function step(by) {
  const next = shown[shown.indexOf(looking) + by];
  if (next) look(next);
}

// big prefers the full size beside the page, and falls back on the thumbnail.
function big(full, sum, attributes) {
  const img = make("img", { ...attributes, draggable: "false" });
  img.onerror = () => { img.onerror = null; img.src = pictureOf(sum); };
  img.src = full || pictureOf(sum);
  return img;
}

function showPair(s) {
  const pair = byId("pair");
  pair.replaceChildren();
  byId("slide").hidden = !(s.o && s.b);
  for (const e of [pair, pair.parentElement]) e.style.setProperty("--ratio", ratioOf(s));
  pair.style.setProperty("--natural", (s.x || 900) + "px");
  if (!s.o) { pair.append(make("p", { class: "empty" }, "Not made yet.")); return; }
  pair.append(big(s.f, s.o, { alt: s.about }));
  if (!s.b) return;
  pair.append(big(s.fo, s.b, { alt: `Before: ${s.about}`, class: "old" }), make("span", { class: "cut", "aria-hidden": "true" }),
    make("span", { class: "side was", "aria-hidden": "true" }, "Before"), make("span", { class: "side is", "aria-hidden": "true" }, "After"));
  slide(50);
}

function slide(percent) {
  byId("cut").value = percent;
  byId("cut").setAttribute("aria-valuetext", `${percent} % before, ${100 - percent} % after`);
  byId("pair").style.setProperty("--cut", percent + "%");
}

function showVerdict(s) {
  const { verdict, note } = s.o ? verdictOf(s.o) : { verdict: "", note: "" };
  byId("v-yes").setAttribute("aria-pressed", verdict === "approved");
  byId("v-no").setAttribute("aria-pressed", verdict === "rejected");
  byId("v-yes").disabled = byId("v-no").disabled = byId("v-note").disabled = !s.o;
  if (document.activeElement !== byId("v-note")) byId("v-note").value = note ?? "";
  byId("v-badges").replaceChildren(...badges(s));
}

function facts(s) {
  const rows = [["Preset", s.scene.p], ["Kind", s.x ? `${s.k}, ${s.x} × ${s.y}` : s.k],
    ["Paid", plural(s.$ ?? 0, "credit")], ["Next", s.$$ ? plural(s.$$, "credit") : ""], ["Made", s.t ? new Date(s.t * 1000).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }) : ""],
    ["Product", s.product.a], ["Photo", s.product.s], ["Original", s.o]];
  const list = make("dl");
  for (const [key, value] of rows) if (value) list.append(make("dt", {}, key), make("dd", { dir: "auto" }, key === "Original" ? make("code", {}, value.slice(0, 16)) : value));
  const files = s.files.map((f) => make("a", { class: "button", href: f.h, target: "_blank", rel: "noopener" }, f.f));
  return [
    ...part("Warnings", s.warnings.length && make("ul", { class: "warnings" }, ...s.warnings.map((w) => make("li", { dir: "auto" }, w)))),
    ...part("Prompt", s.scene.t && make("p", { dir: "auto" }, s.scene.t)),
    ...part("Why", s.r && make("div", {}, make("p", {}, s.r), moved(s.evidence))),
    ...part("What it is", list),
    ...part("Files", files.length && make("div", { class: "files" }, ...files)),
  ];
}

function part(title, what) { return what ? [make("h3", {}, title), what] : []; }

function moved(lines) {
  return make("ul", { class: "moved" }, ...lines.map((l) => make("li", { dir: "auto" }, l.k, l.o ? make("del", { dir: "auto" }, l.o) : null, l.n ? make("ins", { dir: "auto" }, l.n) : null)));
}
