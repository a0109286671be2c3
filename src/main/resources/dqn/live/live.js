'use strict';
// Listens to the server's events and shows the newest of each kind.

const LARGE = { score: 'Mean score of the training games that ended lately' };
const SMALL = { loss: 'Loss', maxQ: 'Average max Q', epsilon: 'Epsilon', speed: 'Agent steps per second' };
const RETRY_MILLISECONDS = 5000;
const UNITS = { score: 'score', loss: 'loss', maxQ: 'Q-value', epsilon: 'epsilon', speed: 'steps per second' };

let groups = [];
let choices = [];
let chosen;
let ended = false;
let events;
let sections = 0;

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
  element(head, 'span', '', { class: 'about' });
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
  row.run = run;
  set(row.cells[0].children[1], run.name);
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

/** What is spoken when it changes: so nothing that changes all the time. */
function overview(runs) {
  const count = state => runs.filter(run => run.state === state).length;
  if (runs.length === 0) return 'No run yet: what begins there appears by itself';
  if (runs.length === 1) return `${title(runs[0].game)}: ${stateText(runs[0])}`;
  return `${runs.length} runs: ${count('TRAINING')} training, ${count('FINISHED')} finished, ${count('SILENT')} without news`;
}

function showRuns({ runs }) {
  const body = at('runs').tBodies[0];
  while (body.rows.length > runs.length) body.deleteRow(-1);
  runs.forEach((run, index) => showRun(rowOf(body, index), run));
  matchRows();
  if (ended) return;
  tell('live', overview(runs));
  const left = runs.length === 1 ? runs[0].secondsLeft : null;
  set(at('left'), left === null ? '' : `${duration(left)} left`);
}

/** Each row begins with the line that its run has in the charts, and says which that is. */
function matchRows() {
  const drawn = new Map(groups.flatMap(group => group.series.flatMap((series, index) =>
    series.runs.map(run => [run.name, { label: series.label, ...look(index) }]))));
  for (const row of at('runs').tBodies[0].rows) {
    const { label, ...drawnAs } = drawn.get(row.run.name) ?? {};
    const [line, , about] = row.cells[0].children;
    line.style.borderTop = drawnAs.color ? border(drawnAs) : '';
    const settings = row.run.settings ?? (label === row.run.name ? null : label);
    const facts = [title(row.run.game), `seed ${row.run.seed}`, settings];
    set(about, facts.filter(fact => fact).join(' · '));
  }
}

function chartsOf(group) {
  const key = group.game + ' ' + group.rules;
  const known = [...at('groups').children].find(section => section.dataset.key === key);
  if (known) return known;
  const id = 'group' + sections++;
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
  const index = chosen === undefined ? -1 : choices.findIndex(frames => frames >= chosen); // bins may have grown wider
  at('smoothing').max = choices.length - 1;
  at('smoothing').value = index < 0 ? found.usual : index;
  const frames = choices[at('smoothing').value];
  tellSmoothing(frames);
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
    const place = section.charts[name];
    const now = traces.filter(trace => trace.name && trace.y.length > 0).map(trace => `${trace.meta} now ${digits(trace.y.at(-1))}`);
    place.setAttribute('aria-label', [LARGE[name] ?? SMALL[name], ...now].join(', '));
    if (name === 'score') {
      if (at('published').checked) traces.unshift(...publishedTraces(group.published.slice(0, 1)));
      shape.shapes = randomLine(group);
    }
    place.closest('.chart').hidden = frames > 0 && !traces.some(trace => trace.x.length > 0);
    if (place.closest('.chart').hidden) continue; // nor would Plotly know how large to draw it
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
  for (const section of [...at('groups').children].filter(known => !keys.has(known.dataset.key))) {
    Object.values(section.charts).forEach(place => Plotly.purge(place));
    section.remove();
  }
  set(at('leftOut'), news.leftOut > 0 ? `Curves of ${news.leftOut} more runs are left out: these moved last.` : '');
  drawAll();
  matchRows();
}

function showProblem({ there }) {
  at('problem').hidden = !there;
  set(at('problem'), there ? 'Not everything can be read now: the program that serves this page says why.' : '');
}

function listen() {
  events = new EventSource('events');
  const on = (kind, show) => events.addEventListener(kind, event => show(JSON.parse(event.data)));
  on('runs', showRuns);
  on('curves', showCurves);
  on('screen', showScreen);
  on('problem', showProblem);
  on('end', ({ summary }) => {
    ended = true;
    events.close();
    set(at('left'), '');
    tell('ended', `The training process has ended. ${summary}`);
  });
  events.addEventListener('error', () => {
    const refused = events.readyState === EventSource.CLOSED; // after which no browser asks again by itself
    set(at('left'), '');
    at('screen').hidden = true; // what it shows is past, and who answers next may have none
    tell('lost', refused
      ? 'The server refuses: too many pages are open, or it was started again and has a new address. Trying again.'
      : 'No connection: the process that serves this page has ended, or cannot be reached. Trying again.');
    if (refused) setTimeout(seen, RETRY_MILLISECONDS);
  });
}

// A browser has six connections to a server, for all its tabs together: one that nobody sees leaves its own to one that
// somebody looks at, but not before, so that one left alone still tells of the end.
const tabs = new BroadcastChannel('dqn live');
tabs.addEventListener('message', () => {
  if (document.hidden) events?.close(); // it may never have been looked at
});

function seen() {
  if (document.hidden || ended) return;
  tabs.postMessage('seen');
  if (events === undefined || events.readyState === EventSource.CLOSED) listen();
}

at('controls').addEventListener('submit', event => event.preventDefault());
at('controls').addEventListener('input', event => {
  if (event.target.id === 'smoothing') chosen = choices[at('smoothing').value];
  drawAll();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
document.addEventListener('visibilitychange', seen);
seen();
