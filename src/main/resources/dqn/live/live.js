'use strict';
// Listens to the server's events and shows the newest of each kind.

const LARGE = { score: 'Mean score of the training games that ended lately' };
const SMALL = { loss: 'Loss', maxQ: 'Average max Q', epsilon: 'Epsilon', speed: 'Agent steps per second' };
const UNITS = { score: 'score', loss: 'loss', maxQ: 'Q-value', epsilon: 'epsilon', speed: 'steps per second' };

let groups = [];
let choices = [];
let chosen;
let ended = false;

/** In its two largest units, as on a terminal. */
function duration(seconds) {
  if (seconds === null) return '–';
  const whole = Math.round(seconds);
  const pad = number => String(number).padStart(2, '0');
  if (whole >= 86400) return `${Math.floor(whole / 86400)}d${pad(Math.floor(whole / 3600) % 24)}h`;
  if (whole >= 3600) return `${Math.floor(whole / 3600)}h${pad(Math.floor(whole / 60) % 60)}m`;
  return whole >= 60 ? `${Math.floor(whole / 60)}m${pad(whole % 60)}s` : `${whole}s`;
}

const short = count => count.toLocaleString('en', { notation: 'compact', maximumSignificantDigits: 3 });
const number = value => value === null ? '–' : digits(value);

function stateText(run) {
  if (run.state === 'SILENT') {
    return `no news since ${new Date(run.lastNews).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`;
  }
  return run.state === 'FINISHED' ? 'finished' : 'training';
}

/** The row of a run, made when it appears; only texts change after that, so that focus and selection stay. */
function rowOf(body, index) {
  if (body.rows[index]) return body.rows[index];
  const row = element(body, 'tr');
  const head = element(row, 'th', undefined, { scope: 'row' });
  element(head, 'span', undefined, { class: 'line', 'aria-hidden': true });
  element(head, 'span', '');
  element(row, 'td', '');
  const cell = element(row, 'td');
  element(cell, 'progress', undefined, { max: 1 });
  element(cell, 'span', '');
  element(row, 'td', '');
  for (let i = 0; i < 6; i++) element(row, 'td', '', { class: 'number' });
  return row;
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function showRun(row, run) {
  row.dataset.run = run.name;
  set(row.cells[0].lastChild, run.name);
  row.cells[0].title = `${title(run.game)}, seed ${run.seed}`;
  set(row.cells[1], stateText(run));
  row.cells[1].className = run.state === 'SILENT' ? 'silent' : '';
  const [bar, text] = row.cells[2].children;
  bar.value = Math.min(1, run.reached / run.total);
  bar.setAttribute('aria-label', `progress of ${run.name}`);
  set(text, ` ${short(run.reached)} of ${short(run.total)} ${run.unit}`);
  set(row.cells[3], duration(run.secondsLeft));
  const games = run.games === null ? '–' : run.games.toLocaleString('en');
  [number(run.score), games, number(run.epsilon), number(run.loss), number(run.maxQ),
    run.agentStepsPerSecond === null ? '–' : run.agentStepsPerSecond.toFixed(0)]
    .forEach((value, i) => set(row.cells[4 + i], value));
}

function tell(state, text) {
  at('status').dataset.state = state;
  set(at('status'), text);
}

function overview(runs) {
  const count = state => runs.filter(run => run.state === state).length;
  if (runs.length === 1) {
    const [run] = runs;
    return run.state === 'TRAINING' && run.secondsLeft !== null
      ? `Training ${title(run.game)}: ${duration(run.secondsLeft)} left` : `${title(run.game)}: ${stateText(run)}`;
  }
  return `${runs.length} runs: ${count('TRAINING')} training, ${count('FINISHED')} finished, ${count('SILENT')} without news`;
}

function showRuns({ runs }) {
  const body = at('runs').tBodies[0];
  while (body.rows.length > runs.length) body.deleteRow(-1);
  runs.forEach((run, index) => showRun(rowOf(body, index), run));
  colourRows();
  if (!ended) tell('live', overview(runs));
}

/** Each row begins with the line that its run has in the charts. */
function colourRows() {
  for (const row of at('runs').tBodies[0].rows) {
    const index = groups.flatMap(group => group.series.map((series, i) => [series, i]))
      .find(([series]) => series.runs.some(run => run.name === row.dataset.run))?.[1];
    const { color, dash } = index === undefined ? {} : look(index);
    row.cells[0].firstChild.style.borderTop = color ? `3px ${{ dash: 'dashed', dot: 'dotted' }[dash] ?? dash} ${color}` : '';
  }
}

function chartsOf(group) {
  const key = group.game + ' ' + group.rules;
  const known = [...at('groups').children].find(section => section.dataset.key === key);
  if (known) return known;
  const id = 'group' + at('groups').children.length;
  const section = element(at('groups'), 'section', undefined, { class: 'group', 'aria-labelledby': id, 'data-key': key });
  section.charts = {};
  element(section, 'h2', title(group.game), { id });
  element(section, 'p', group.rules, { class: 'note' });
  for (const [name, heading] of Object.entries(LARGE)) chart(section, section, name, heading);
  const small = element(section, 'div', undefined, { class: 'charts' });
  for (const [name, heading] of Object.entries(SMALL)) chart(section, small, name, heading);
  return section;
}

/** The usual length unless somebody has chosen one. */
function smoothing() {
  const trained = groups.filter(group => group.series.some(series => series.runs.some(run => run.frames > 0)));
  if (trained.length === 0) return 0;
  const found = smoothingChoices(trained);
  choices = found.choices;
  const index = chosen === undefined ? -1 : choices.indexOf(chosen);
  at('smoothing').max = choices.length - 1;
  at('smoothing').value = index < 0 ? found.usual : index;
  const frames = choices[at('smoothing').value];
  const text = `the last ${Math.round(frames).toLocaleString('en')} frames`;
  set(at('window'), text);
  at('smoothing').setAttribute('aria-valuetext', text);
  return frames;
}

function draw(group, frames) {
  const section = chartsOf(group);
  group.series.forEach((series, index) => Object.assign(series, { index }));
  group.published.forEach((agent, index) => Object.assign(agent, { index }));
  const longest = Math.max(...group.series.flatMap(series => series.runs.map(run => run.frames))) / 1e6;
  const window = Math.max(1, Math.round(frames / group.binFrames));
  for (const name of [...Object.keys(LARGE), ...Object.keys(SMALL)]) {
    const traces = curveTraces(group, group.series, name, name === 'epsilon' ? 1 : window);
    const shape = { ...layout('million frames', UNITS[name], [0, longest * 1.03 || 1]), uirevision: 'kept' };
    if (name === 'score') {
      if (at('published').checked) traces.unshift(...publishedTraces(group.published.slice(0, 1)));
      shape.shapes = randomLine(group);
    }
    const place = section.charts[name];
    place.closest('.chart').hidden = frames > 0 && !traces.some(trace => trace.x.length > 0);
    if (place.closest('.chart').hidden) continue; // nor would Plotly know how large to draw it
    const last = traces.at(-1)?.y.at(-1);
    if (last !== undefined) place.setAttribute('aria-label', `${LARGE[name] ?? SMALL[name]}, now ${digits(last)}`);
    Plotly.react(place, traces, shape, plotOptions(group.game + '-' + name));
  }
}

function drawAll() {
  const frames = smoothing();
  groups.forEach(group => draw(group, frames));
  document.body.dataset.drawn = String(Number(document.body.dataset.drawn ?? 0) + 1);
}

function showCurves(news) {
  groups = news.groups;
  const keys = new Set(groups.map(group => group.game + ' ' + group.rules));
  [...at('groups').children].filter(section => !keys.has(section.dataset.key)).forEach(section => section.remove());
  set(at('leftOut'), news.leftOut > 0 ? `Curves of ${news.leftOut} more runs are left out: these moved last.` : '');
  drawAll();
  colourRows();
}

function listen() {
  const events = new EventSource('events');
  const on = (kind, show) => events.addEventListener(kind, event => show(JSON.parse(event.data)));
  on('runs', showRuns);
  on('curves', showCurves);
  on('screen', showScreen);
  on('end', ({ summary }) => {
    ended = true;
    events.close();
    tell('ended', `The training process has ended. ${summary}`);
  });
  events.addEventListener('error', () => {
    tell('lost', events.readyState === EventSource.CLOSED
      ? 'The server refuses: too many pages are open. Close one and load this again.'
      : 'No connection: the process that serves this page has ended, or cannot be reached. Trying again.');
  });
}

at('controls').addEventListener('submit', event => event.preventDefault());
at('controls').addEventListener('input', event => {
  if (event.target.id === 'smoothing') chosen = choices[at('smoothing').value];
  drawAll();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
listen();
