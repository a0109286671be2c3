'use strict';
// Draws the screen that a training shows, and beside it what the network says of each action.

let paused = false;

/** The picture's bytes, which come compressed by zlib. */
async function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** An Atari's pixels are twice as wide as high; those of others are square, and few. */
function size(canvas, screen) {
  if (canvas.width === screen.width && canvas.height === screen.height) return;
  canvas.width = screen.width;
  canvas.height = screen.height;
  const wide = screen.width === 160 ? 2 : 1;
  const scale = Math.max(1, Math.round(320 / (screen.width * wide)));
  canvas.style.width = screen.width * wide * scale + 'px';
  canvas.style.aspectRatio = `${screen.width * wide} / ${screen.height}`;
}

async function paint(screen) {
  const rgb = await unpacked(screen.rgb);
  const canvas = at('picture');
  size(canvas, screen);
  const image = new ImageData(screen.width, screen.height);
  for (let pixel = 0; pixel < screen.width * screen.height; pixel++) {
    image.data.set(rgb.subarray(3 * pixel, 3 * pixel + 3), 4 * pixel);
    image.data[4 * pixel + 3] = 255;
  }
  canvas.getContext('2d').putImageData(image, 0, 0);
}

function valueRows(actions) {
  const body = at('values').tBodies[0];
  if (body.rows.length === actions.length) return body.rows;
  body.replaceChildren();
  for (let i = 0; i < actions.length; i++) {
    const row = element(body, 'tr');
    element(row, 'th', '', { scope: 'row' });
    element(row, 'td', '', { class: 'number' });
    element(element(row, 'td'), 'span', '', { class: 'bar' });
  }
  return body.rows;
}

/** Bars reach from the least value to the largest: what counts is the difference. */
function drawValues(screen) {
  const known = screen.values.filter(value => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const best = screen.values.indexOf(most);
  [...valueRows(screen.actions)].forEach((row, i) => {
    const value = screen.values[i];
    row.cells[0].textContent = screen.actions[i]; // of another game, should the server be another
    row.className = i === best ? 'best' : '';
    row.cells[1].textContent = value === null ? '–' : value.toFixed(Math.abs(value) < 10 ? 4 : 2);
    row.cells[2].firstChild.style.width = value === null || most === least ? '1px' : `${100 * (value - least) / (most - least)}%`;
  });
}

async function showScreen(screen) {
  at('screen').hidden = false;
  if (paused) return;
  await paint(screen);
  drawValues(screen);
  at('caption').textContent = `Score ${screen.score.toLocaleString('en')} in this game, after ${
    screen.frames.toLocaleString('en')} frames of training`;
}

at('pause').addEventListener('click', () => {
  paused = !paused;
  at('pause').setAttribute('aria-pressed', paused);
});
