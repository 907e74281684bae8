// What is wrong with the page as it stands in this window, as a list of words: cut off, unreadable, unnamed. Runs as
// the body of a function (webdriver's execute).
const faults = [];
const words = (element) => (element.innerText || element.textContent || "").trim().replace(/\s+/g, " ").slice(0, 40);
const name = (element) => element.tagName.toLowerCase() + (element.id ? "#" + element.id : "")
    + (element.classList.length ? "." + [...element.classList].join(".") : "") + " “" + words(element) + "”";
const all = (css) => [...document.querySelectorAll(css)];
// Read aloud alone, or reached by a key alone: no eye meets it.
const isSeen = (element) => element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
    && !element.closest(".aloud, .skip");

// --- nothing is cut off ---
if (document.documentElement.scrollWidth > window.innerWidth)
    faults.push("wider than the window by " + (document.documentElement.scrollWidth - window.innerWidth) + " px");
for (const element of all("body *")) {
    if (!isSeen(element) || element.closest("svg"))
        continue;
    const style = getComputedStyle(element);
    if (style.display === "inline" || /INPUT|SELECT|TEXTAREA/.test(element.tagName))
        continue;
    if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        faults.push(name(element) + " hides " + (element.scrollWidth - element.clientWidth) + " px of its width");
    if (style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1)
        faults.push(name(element) + " hides " + (element.scrollHeight - element.clientHeight) + " px of its height");
}
// The column's name in a card stands left of the value, in the room that the cell leaves.
for (const cell of all("td[data-label]")) {
    const label = getComputedStyle(cell, "::before");
    if (isSeen(cell) && label.position === "absolute" && label.content !== "none"
        && parseFloat(label.width) > parseFloat(getComputedStyle(cell).paddingLeft))
        faults.push(name(cell) + " stands on its label " + cell.dataset.label);
}
const svgs = all("svg");
for (const svg of svgs) {
    const box = svg.getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
        const at = text.getBoundingClientRect();
        if (at.left < box.left - 1 || at.right > box.right + 1)
            faults.push("chart text “" + text.textContent + "” leaves its drawing");
    }
    const texts = [...svg.querySelectorAll("text")].map((text) => [text, text.getBoundingClientRect()]);
    for (let i = 0; i < texts.length; i++)
        for (let k = i + 1; k < texts.length; k++) {
            const [a, b] = [texts[i][1], texts[k][1]];
            if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
                faults.push("chart texts “" + texts[i][0].textContent + "” and “" + texts[k][0].textContent + "” meet");
        }
}

// --- contrast, WCAG 2 AA ---
const channel = (value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const colour = (text) => (text.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
const light = ([r, g, b]) => 0.2126 * channel(r / 255) + 0.7152 * channel(g / 255) + 0.0722 * channel(b / 255);
const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
        const found = colour(getComputedStyle(at).backgroundColor);
        if (found.length < 4 || found[3] > 0)
            return found;
    }
    return [255, 255, 255];
};
const contrast = (one, other) => {
    const [a, b] = [light(one), light(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
};
const isLarge = (style) => parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.7 && style.fontWeight >= 700);
for (const element of all("body *")) {
    const isText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!isText || !isSeen(element) || /TITLE|DESC|OPTION/i.test(element.tagName))
        continue;
    const style = getComputedStyle(element);
    const ratio = contrast(colour(element.closest("svg") ? style.fill : style.color), ground(element));
    if (ratio < (isLarge(style) ? 3 : 4.5))
        faults.push(name(element) + " has a contrast of " + ratio.toFixed(1));
}

// --- everything has its name ---
if (document.documentElement.lang !== "id")
    faults.push("the page does not say its language");
if (!document.title.trim())
    faults.push("the page has no title");
if (all("h1").length !== 1 || all("main").length !== 1)
    faults.push(all("h1").length + " first headings, " + all("main").length + " mains");
let level = 0;
for (const heading of all("h1, h2, h3, h4")) {
    const is = Number(heading.tagName[1]);
    if (is > level + 1)
        faults.push(name(heading) + " leaves out a level of headings");
    level = is;
}
const ids = all("[id]").map((element) => element.id);
for (const id of new Set(ids.filter((one, i) => ids.indexOf(one) !== i)))
    faults.push("two elements are called " + id);
for (const field of all("input, select, textarea")) {
    if (field.type === "hidden" || !field.checkVisibility())
        continue;
    if (![...(field.labels || [])].some((label) => words(label)))
        faults.push("the field " + field.name + " has no label");
    for (const id of (field.getAttribute("aria-describedby") || "").split(" ").filter(Boolean))
        if (!document.getElementById(id))
            faults.push("the field " + field.name + " is described by nothing: " + id);
}
for (const element of all("a, button"))
    if (!words(element) && !element.getAttribute("aria-label"))
        faults.push(element.outerHTML.slice(0, 60) + " has no words");
for (const head of all("th"))
    if (!head.scope)
        faults.push(name(head) + " is the head of nothing");
for (const table of all("table"))
    if (!table.caption || !words(table.caption))
        faults.push(name(table) + " has no caption");
for (const svg of svgs)
    if (!svg.querySelector("title") || !svg.querySelector("desc"))
        faults.push("a chart without a text in its place");
for (const image of all("img"))
    if (!image.hasAttribute("alt"))
        faults.push(image.outerHTML + " has no text in its place");
for (const link of all("a[href^='#']"))
    if (!document.getElementById(link.getAttribute("href").slice(1)))
        faults.push(name(link) + " leads nowhere");
if (document.querySelector("body a") && !document.querySelector("body > a.skip"))
    faults.push("nothing leads past the menu");

// --- a finger and a key reach it ---
for (const element of all("a, button, input, select, textarea")) {
    const box = element.getBoundingClientRect();
    const isInText = element.tagName === "A" && getComputedStyle(element).display === "inline";
    if (isSeen(element) && !isInText && element.type !== "hidden" && box.width > 0 && (box.width < 24 || box.height < 24))
        faults.push(name(element) + " is only " + Math.round(box.width) + " × " + Math.round(box.height) + " px");
    if (element.tabIndex > 0)
        faults.push(name(element) + " stands out of the keyboard's order");
}
return faults;
