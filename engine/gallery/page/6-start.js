// Start: hands and keys are connected, and the first page is drawn.
const single = () => byId("keys").checked;

function focusTile(from, key) {
  const tiles = [...byId("list").querySelectorAll(".open")], here = tiles.indexOf(from);
  if (here < 0) return tiles[0];
  if (key === "ArrowRight") return tiles[here + 1];
  if (key === "ArrowLeft") return tiles[here - 1];
  const at = from.getBoundingClientRect(), middle = at.left + at.width / 2, down = key === "ArrowDown";
  const rows = tiles.map((t) => [t, t.getBoundingClientRect()]).filter(([, r]) => down ? r.top >= at.bottom - 4 : r.bottom <= at.top + 4);
  const far = ([, r]) => Math.abs(r.top - at.top) * 4 + Math.abs(r.left + r.width / 2 - middle);
  return rows.sort((a, b) => far(a) - far(b))[0]?.[0];
}

function verdictKey(s, key) {
  const verdict = { a: "approved", r: "rejected", u: "" }[key];
  if (verdict === undefined || !s.o) return false;
  decide(s, verdict);
  return true;
}

// pressed says whether a key did something.
function pressed(event) {
  const typing = event.target.closest("input, textarea, select"), key = event.key.toLowerCase();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || byId("saving").open || byId("helping").open) return false;
  if (byId("viewer").open) {
    if (key === "arrowleft") step(-1);
    else if (key === "arrowright") step(1);
    else if (key === "b" && single()) slide(100);
    else if (key === "n" && single()) byId("v-note").focus();
    else return single() && verdictKey(looking, key);
    return true;
  }
  const tile = event.target.closest(".open");
  if (event.key.startsWith("Arrow") && (tile || event.target === document.body)) {
    focusTile(tile, event.key)?.focus();
    return true;
  }
  if (!single()) return false;
  if (key === "/") byId("q").focus();
  else if (key === "?") byId("helping").showModal();
  else return !!tile && verdictKey(shots[tile.dataset.at], key);
  return true;
}

function connect() {
  const on = (id, event, act) => byId(id).addEventListener(event, act);
  let waiting = 0;
  on("q", "input", (e) => { clearTimeout(waiting); waiting = setTimeout(() => choose("q", e.target.value.trim()), 120); });
  for (const key of choices) on(key, "change", (e) => choose(key, e.target.value));
  on("clear", "click", showAll);
  on("back", "click", () => turn(-1));
  on("next", "click", () => turn(1));
  on("more", "click", () => byId("more").setAttribute("aria-expanded", byId("filters").classList.toggle("shown")));
  on("theme", "click", changeTheme);
  on("help", "click", () => byId("helping").showModal());
  on("keys", "change", () => remember("keys", byId("keys").checked));
  on("v-back", "click", () => step(-1));
  on("v-next", "click", () => step(1));
  on("v-close", "click", () => byId("viewer").close());
  on("viewer", "close", () => { byId("tile-" + looking.at)?.querySelector(".open").focus(); looking = null; writeAddress(); });
  on("v-yes", "click", () => decide(looking, verdictOf(looking.o).verdict === "approved" ? "" : "approved"));
  on("v-no", "click", () => decide(looking, verdictOf(looking.o).verdict === "rejected" ? "" : "rejected"));
  on("v-note", "input", (e) => { if (verdictOf(looking.o).verdict) judge(looking.o, verdictOf(looking.o).verdict, e.target.value.trim()); });
  on("v-note", "change", (e) => decide(looking, verdictOf(looking.o).verdict || (e.target.value.trim() && "rejected"), e.target.value.trim()));
  on("cut", "input", (e) => slide(+e.target.value));
  on("pair", "pointerdown", (e) => { if (looking.b && e.isPrimary) { byId("pair").setPointerCapture(e.pointerId); drag(e); } });
  on("pair", "pointermove", (e) => { if (byId("pair").hasPointerCapture(e.pointerId)) drag(e); });
  on("save", "click", openSaving);
  on("reviewer", "input", () => { remember("reviewer", byId("reviewer").value.trim()); prepareFile(); });
  on("s-forget", "click", () => { forgetDrafts(); openSaving(); draw(); });
  document.addEventListener("keydown", (e) => { if (pressed(e)) e.preventDefault(); });
  document.addEventListener("keyup", (e) => { if (e.key.toLowerCase() === "b" && byId("viewer").open && single()) slide(50); });
  window.addEventListener("hashchange", follow);
}

// follow goes where the address says.
function follow() {
  const address = readAddress();
  showChoices();
  draw();
  const shot = address && shots.find((s) => s.a === address);
  if (shot) look(shot);
}

function drag(e) {
  const box = byId("pair").getBoundingClientRect();
  slide(Math.round(Math.min(100, Math.max(0, (e.clientX - box.left) / box.width * 100))));
}

function changeTheme() {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = (root.dataset.theme ?? (dark ? "dark" : "light")) === "dark" ? "light" : "dark";
  remember("theme", root.dataset.theme);
}

function openSaving() {
  const count = (verdict) => [...new Set(shots.map((s) => s.o).filter(Boolean))].filter((o) => verdictOf(o).verdict === verdict).length;
  byId("s-sum").textContent = `${plural(count("approved"), "picture")} approved, ${count("rejected")} rejected, ${count("")} without a verdict. ${mine().length ? plural(mine().length, "verdict") + " changed here." : "Nothing changed here yet."}`;
  byId("s-forget").disabled = !mine().length;
  prepareFile();
  if (!byId("saving").open) byId("saving").showModal();
}

function prepareFile() {
  const link = byId("s-load");
  if (link.href.startsWith("blob:")) URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([approvalsFile(byId("reviewer").value.trim())], { type: "text/plain" }));
}

byId("title").append(make("span", {}, data.title), make("small", {}, new Date(data.made * 1000).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })));
if (recall("theme", "")) document.documentElement.dataset.theme = recall("theme", "");
byId("keys").checked = recall("keys", true);
byId("reviewer").value = recall("reviewer", "");
fillChoices();
connect();
tellDrafts();
follow();
document.documentElement.dataset.ready = "yes";
