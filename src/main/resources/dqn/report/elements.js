'use strict';
// What the pages with charts are put together from. Text goes in as text, never as HTML.

const at = id => document.getElementById(id);

function element(parent, tag, text, attributes = {}) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  parent.append(made);
  return made;
}

const million = frames => (frames / 1e6).toFixed(frames < 1e6 ? 3 : 2);
const title = game => game.replaceAll('_', ' ').replace(/^./, first => first.toUpperCase());

/**
 * Lengths that curves may be smoothed over, in frames: 1, 2, 5 with zeros, from a bin to half of the longest run, or to the
 * million of the published curves.
 */
function smoothingChoices(groups) {
  const bins = groups.map(group => group.binFrames);
  const longest = Math.max(...groups.flatMap(group => group.series.flatMap(series => series.runs.map(run => run.frames))));
  const choices = [Math.min(...bins)];
  for (let exponent = 2; exponent < 10; exponent++) {
    for (const digit of [1, 2, 5]) {
      const frames = digit * 10 ** exponent;
      if (frames > choices[0] && (frames <= longest / 2 || (frames <= 1e6 && longest >= 1e6))) choices.push(frames);
    }
  }
  const usual = choices.findIndex(frames => frames >= longest / 25);
  return { choices, usual: usual < 0 ? choices.length - 1 : usual };
}

function tellSmoothing(frames) {
  const text = frames === undefined ? '' : `the last ${Math.round(frames).toLocaleString('en')} frames`;
  if (at('window').textContent !== text) at('window').textContent = text;
  at('smoothing').setAttribute('aria-valuetext', text);
}

function table(parent, head, rows) {
  const made = element(element(parent, 'div', undefined, { class: 'scroll', tabindex: 0 }), 'table');
  const top = element(element(made, 'thead'), 'tr');
  head.forEach(text => element(top, 'th', text, { scope: 'col' }));
  const body = element(made, 'tbody');
  for (const row of rows) {
    const line = element(body, 'tr');
    row.forEach(value => element(line, 'td', typeof value === 'number' ? value.toFixed(1) : value ?? '–',
      typeof value === 'number' ? { class: 'number' } : {}));
  }
}

function chart(group, parent, name, heading, note) {
  const place = element(parent, 'div', undefined, { class: 'chart' + (parent.className === 'charts' ? '' : ' wide') });
  element(place, 'h3', heading);
  if (note) element(place, 'p', note, { class: 'note' });
  const frame = element(place, 'div', undefined, { class: 'frame' });
  group.charts[name] = element(frame, 'div', undefined, { class: 'plot', role: 'group', 'aria-label': heading,
    'data-chart': name });
}

function randomLine(group) {
  return group.random === null ? [] : [{ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: group.random, y1: group.random,
    line: { color: PUBLISHED_COLOUR, width: 1, dash: 'dash' } }];
}
