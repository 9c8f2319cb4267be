/* global document, getComputedStyle, NodeFilter */
/** Runs in the page, so it stands for itself alone: see `readContrast`. */
export function contrastInPage(within, atLeast) {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const read = (css) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = css;
    canvas.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, a = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return { r, g, b, a: a / 255 };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a),
    g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a),
    a: 1,
  });
  const linear = (channel) =>
    channel <= 0.04045 * 255 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4;
  const luminance = ({ r, g, b }) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const behind = (element) => {
    if (!element) return { r: 255, g: 255, b: 255, a: 1 };
    const own = read(getComputedStyle(element).backgroundColor);
    return own.a >= 0.999 ? own : over(own, behind(element.parentElement));
  };
  const opacity = (element) =>
    element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1;
  const weak = [];
  let texts = 0;
  for (const root of document.querySelectorAll(within)) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent.trim();
      const element = node.parentElement;
      if (text === '' || !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        continue;
      if (element.closest('option, script, style, .visually-hidden, :disabled, [aria-disabled=true]'))
        continue;
      texts += 1;
      const background = behind(element);
      const color = read(getComputedStyle(element).color);
      const seen = over({ ...color, a: color.a * opacity(element) }, background);
      const [light, dark] = [luminance(seen), luminance(background)].sort((a, b) => b - a);
      const ratio = (light + 0.05) / (dark + 0.05);
      if (ratio >= atLeast) continue;
      const rgb = (one) => [one.r, one.g, one.b].map(Math.round).join(' ');
      const where = element.className === '' ? element.tagName : `${element.tagName}.${element.className}`;
      weak.push({
        text: text.slice(0, 40),
        ratio: Math.round(ratio * 100) / 100,
        colors: `${rgb(seen)} on ${rgb(background)}`,
        where,
      });
    }
  }
  return { texts, weak };
}
