// Brings the running jobs and the results up to date without losing the reader's place. Without
// it the page asks for itself again every few seconds.
"use strict";

async function refresh() {
  const answer = await fetch("/", { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["running", "results"]) {
    const fresh = page.getElementById(id);
    const shown = document.getElementById(id);
    if (fresh && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh);
  }
}

async function watch() {
  for (;;) {
    await new Promise((wake) => setTimeout(wake, 1500));
    if (!document.hidden) await refresh().catch(() => {}); // the studio may be restarting
  }
}

watch();
