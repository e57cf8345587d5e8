// Verdicts: those that are committed, those given here, and the file that holds both.
const committed = new Map(data.approvals.map((a) => [a.object, a]));
const drafts = new Map(Object.entries(recall("drafts", {})));

// verdictOf is what stands for a picture: given here, or committed.
function verdictOf(object) {
  const given = drafts.get(object) ?? committed.get(object);
  return given?.verdict ? given : { verdict: "", note: given?.note ?? "" };
}

// judge gives a verdict, or takes it back where it is empty.
function judge(object, verdict, note = verdictOf(object).note ?? "") {
  const was = committed.get(object);
  if ((was?.verdict ?? "") === verdict && (was?.note ?? "") === note) drafts.delete(object);
  else drafts.set(object, { verdict, note });
  remember("drafts", Object.fromEntries(drafts));
  tellDrafts();
}

function forgetDrafts() {
  drafts.clear();
  remember("drafts", {});
  tellDrafts();
}

// mine are the drafts on pictures of this gallery: the browser may keep others.
function mine() {
  const here = new Set(shots.map((s) => s.o));
  return [...drafts].filter(([object]) => here.has(object));
}

function tellDrafts() {
  const n = mine().length;
  byId("save").textContent = n ? `Verdicts (${n} new)` : "Verdicts";
}

// quote writes a text as HCL does.
function quote(text) {
  const plain = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const escaped = text.replace(/[\\"\n\r\t]/g, (c) => plain[c]).replace(/([$%])\{/g, "$1$1{");
  return '"' + escaped.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0")) + '"';
}

// approvalsFile is all verdicts as they are committed.
function approvalsFile(reviewer) {
  const all = new Map(data.approvals.filter((a) => !a.elsewhere).map((a) => [a.object, a]));
  for (const [object, draft] of mine()) {
    const shot = shots.find((s) => s.o === object);
    if (draft.verdict) all.set(object, { object, verdict: draft.verdict, note: draft.note, reviewer, shot: shot.a });
    else all.delete(object);
  }
  const order = (a, b) => (a.shot ?? "") < (b.shot ?? "") ? -1 : (a.shot ?? "") > (b.shot ?? "") ? 1 : a.object < b.object ? -1 : 1;
  const blocks = [...all.values()].sort(order).map((a) => {
    const lines = [["verdict", a.verdict], ["reviewer", a.reviewer], ["note", a.note]].filter(([, v]) => v);
    const comment = a.shot ? "# " + a.shot.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, " ") + "\n" : "";
    const wide = Math.max(...lines.map(([k]) => k.length));
    return `${comment}approval ${quote(a.object)} {\n` + lines.map(([k, v]) => `  ${k.padEnd(wide)} = ${quote(v)}\n`).join("") + "}\n";
  });
  return [data.preamble, ...blocks].join("\n");
}
