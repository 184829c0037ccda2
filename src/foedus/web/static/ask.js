// Ask: empty fields stay out of the address, the facts can be searched, names are offered as one types.
"use strict";
(() => {
  const form = document.getElementById("ask");
  if (!form) return;
  const lang = document.documentElement.lang;
  // The address of a question holds only what is filled in.
  form.addEventListener("submit", () => {
    const emptied = [...form.elements].filter((field) => field.name && !field.value && !field.disabled);
    for (const field of emptied) field.disabled = true;
    setTimeout(() => { for (const field of emptied) field.disabled = false; });
  });
  // A link to a field opens the form that holds it.
  for (const link of document.querySelectorAll('a[href^="#ask-"]')) {
    link.addEventListener("click", () => {
      const field = document.getElementById(link.hash.slice(1));
      for (let part = field; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
      setTimeout(() => (field?.matches("input, select") ? field : field?.querySelector("input, select"))?.focus());
    });
  }
  document.querySelector(".errors")?.focus();
  // Names and places are fetched once, when a field first asks for them.
  const offered = new Map();
  const offer = (field) => {
    const list = field.getAttribute("list");
    if (!list || list === "ask-readings" || offered.has(list)) return;
    offered.set(list, fetch(`/api/names?of=${list === "ask-places" ? "places" : "actors"}&lang=${lang}`).then((answer) => answer.json()).then((answer) => {
      const held = document.getElementById(list);
      for (const each of answer.names) {
        const option = document.createElement("option");
        option.value = each.value;
        option.label = each.label;
        held.append(option);
      }
    }).catch(() => offered.delete(list)));
  };
  for (const field of form.querySelectorAll("input[list]")) field.addEventListener("focus", () => offer(field));
  // A map, drawn from the desk's own outlines when it is opened: a click sets the place as a point.
  const fold = document.getElementById("ask-map");
  const place = document.getElementById("ask-place");
  if (fold && place) {
    fold.hidden = false;
    fold.addEventListener("toggle", async () => {
      const canvas = fold.querySelector(".canvas");
      if (!fold.open || canvas.firstChild) return;
      const world = await (await fetch("/static/world.json")).json();
      const drawn = (name, values) => {
        const made = document.createElementNS("http://www.w3.org/2000/svg", name);
        for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
        return made;
      };
      // a plain map: a degree is a unit, north is up
      const map = drawn("svg", { role: "img", "aria-label": fold.dataset.label });
      let middle = [10, 15], width = 360;
      const show = () => map.setAttribute("viewBox", [middle[0] - width / 2, -middle[1] - width / 4.4, width, width / 2.2].join(" "));
      const ring = (points) => "M" + points.map(([lon, lat]) => `${lon},${-lat}`).join("L") + "Z";
      for (const { geometry, properties } of world.features) {
        if (!geometry || properties.kind !== "land") continue;
        const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
        map.append(drawn("path", { d: parts.flat().map(ring).join(""), "vector-effect": "non-scaling-stroke" }));
      }
      const mark = drawn("circle", { r: 0, cx: 0, cy: 0 });
      map.append(mark);
      const point = () => {
        const found = place.value.match(/^\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*$/);
        if (found) middle = [Number(found[2]), Number(found[1])];
        mark.setAttribute("cx", middle[0]);
        mark.setAttribute("cy", -middle[1]);
        mark.setAttribute("r", found ? width / 120 : 0);
        return found;
      };
      if (point()) width = 60;
      map.addEventListener("click", (event) => {
        const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
        const lat = Math.max(-90, Math.min(90, -at.y)), lon = Math.max(-180, Math.min(180, at.x));
        place.value = `${lat.toFixed(2)}, ${lon.toFixed(2)}`;
        place.dispatchEvent(new Event("input", { bubbles: true }));
        point();
      });
      for (const button of fold.querySelectorAll("button")) {
        button.addEventListener("click", () => {
          width = Math.max(6, Math.min(360, width * Number(button.dataset.zoom)));
          point();
          show();
        });
      }
      show();
      canvas.append(map);
    });
  }
  // The folded facts get a field to search them.
  for (const fold of form.querySelectorAll(".more-facts")) {
    const field = document.createElement("input");
    field.type = "search";
    field.setAttribute("aria-label", form.dataset.search);
    field.placeholder = form.dataset.search;
    field.addEventListener("input", () => {
      const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const fact of fold.querySelectorAll(".fact")) {
        const text = (fact.textContent + fact.querySelector("select").name).toLowerCase();
        fact.hidden = !words.every((word) => text.includes(word));
      }
    });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    fold.querySelector("summary").after(field);
  }
})();
