// Filter: which shots are shown. What is chosen stands in the address, so that it can be sent.
const states = [["current", "as configured"], ["latest", "made by the last run"], ["new", "not made yet"], ["changed", "will be made again"],
  ["deriving", "files will be made again"], ["running", "being made"], ["held", "held"], ["failed", "failed"], ["leaving", "will be deleted"], ["warned", "with warnings"]];
const chosen = { q: "", product: "", preset: "", state: "", verdict: "", page: 0 };
const choices = ["product", "preset", "state", "verdict"];

const tests = {
  q: (s, v) => v.toLowerCase().split(/\s+/).every((word) => s.words.includes(word) || word.length > 6 && !!s.o?.startsWith(word)),
  product: (s, v) => s.product.a === v,
  preset: (s, v) => (s.scene.p || s.scene.n) === v,
  state: (s, v) => v === "latest" ? !!s.l : v === "warned" ? s.warnings.length > 0 : s.c === v,
  verdict: (s, v) => v === "draft" ? drafts.has(s.o) : (s.o ? verdictOf(s.o).verdict || "none" : "") === v,
};

function found() {
  const active = Object.keys(tests).filter((key) => chosen[key]);
  return shots.filter((s) => active.every((key) => tests[key](s, chosen[key])));
}

function fillChoices() {
  const fill = (id, all, options) => byId(id).replaceChildren(make("option", { value: "" }, all),
    ...options.map(([value, text]) => make("option", { value }, text)));
  fill("product", "All products", data.products.map((p) => [p.a, p.n || p.a]));
  const scenes = new Map(data.scenes.map((s) => [s.p || s.n, s.n]));
  fill("preset", "All scenes", [...scenes].sort((a, b) => a[1] < b[1] ? -1 : 1));
  const has = (value) => shots.some((s) => tests.state(s, value));
  fill("state", "Every state", states.filter(([value]) => has(value)));
  fill("verdict", "Every verdict", [["none", "no verdict yet"], ["approved", "approved"], ["rejected", "rejected"], ["draft", "given here"]]);
}

// readAddress takes over what the address asks for, and gives the shot to look at, if any.
function readAddress() {
  const params = new URLSearchParams(location.hash.slice(1));
  for (const key of ["q", ...choices]) chosen[key] = params.get(key) ?? "";
  chosen.page = Math.max(0, parseInt(params.get("page") ?? "1", 10) - 1 || 0);
  return params.get("shot");
}

function writeAddress() {
  const params = new URLSearchParams();
  for (const key of ["q", ...choices]) if (chosen[key]) params.set(key, chosen[key]);
  if (chosen.page) params.set("page", chosen.page + 1);
  if (looking) params.set("shot", looking.a);
  try { history.replaceState(null, "", "#" + params); } catch { /* a viewer without history */ }
}

function showChoices() {
  byId("q").value = chosen.q;
  for (const key of choices) byId(key).value = chosen[key];
}

function choose(key, value) {
  chosen[key] = value;
  chosen.page = 0;
  writeAddress();
  draw();
}
