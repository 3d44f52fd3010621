// Marks every line of the place that the address names (#L120-L134); without this script the first one is marked.
"use strict";

function markPlace() {
  for (const line of document.querySelectorAll(".marked")) line.classList.remove("marked");
  const place = /^#L([0-9]+)(?:-L([0-9]+))?$/.exec(location.hash);
  if (!place) return;
  const first = Number(place[1]);
  const last = Math.min(Number(place[2] || place[1]), first + 1000);
  for (let number = first; number <= last; number += 1) {
    const line = document.getElementById("L" + number);
    if (line) line.classList.add("marked");
  }
  if (!document.getElementById(location.hash.slice(1))) {
    document.querySelector(".marked")?.scrollIntoView();
  }
}

addEventListener("hashchange", markPlace);
markPlace();
