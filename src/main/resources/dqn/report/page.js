'use strict';
// Builds the page from its document and draws its charts anew when a control changes.

async function loadPlotly() {
  const bytes = Uint8Array.from(atob(at('plotly').textContent), character => character.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  element(document.head, 'script', await new Response(unpacked).text());
}

const sampleNote = group => 'At most the last 100 games of each training, of one alone as many of those before from its beginning, and what dqn eval --json told.'
  + (group.randomPlay ? ' Random play by the same rules, to be seen beside it in the next report: ' + group.randomPlay : '');
const runsOf = group => (group.series ?? []).flatMap(series => series.runs);

function verdicts(parent, group) {
  const list = element(parent, 'ul', undefined, { class: 'verdicts', tabindex: 0, 'aria-label': 'Verdicts' });
  for (const series of group.series ?? []) {
    for (const run of series.runs) {
      const item = element(list, 'li');
      item.style.borderLeftColor = series.look.color;
      element(item, 'strong', run.name + ': ');
      item.append(run.verdict);
      run.problems.forEach(problem => element(item, 'span', problem, { class: 'problem' }));
    }
  }
}

function checkboxes(parent, legend, items) {
  if (items.length === 0) return;
  const set = element(parent, 'fieldset');
  element(set, 'legend', legend);
  for (const item of items) {
    const label = element(set, 'label');
    item.box = element(label, 'input', undefined, { type: 'checkbox' });
    item.box.checked = item.initially;
    element(label, 'span', undefined, { class: 'swatch' }).style.borderTop = border(item.look);
    label.append(item.label);
    item.labelElement = label;
    item.box.addEventListener('change', () => draw(item.group));
  }
}

function settingsAndOrigin(parent, group) {
  const details = element(parent, 'details');
  element(details, 'summary', 'Settings and origin of each run');
  const runs = runsOf(group);
  const keys = [...new Set(runs.flatMap(run => [...Object.keys(run.manifest), ...Object.keys(run.settings)]))];
  table(details, ['', ...runs.map(run => run.name)], [
    ['folder', ...runs.map(run => run.path)],
    ['games', ...runs.map(run => String(run.games))],
    ['million frames', ...runs.map(run => million(run.frames))],
    ...keys.map(key => [key, ...runs.map(run => run.manifest[key] ?? run.settings[key])])]);
}

function millions(parent, group) {
  const runs = runsOf(group);
  const longest = Math.max(0, ...runs.map(run => run.millions.length));
  if (longest === 0) return;
  const details = element(parent, 'details');
  element(details, 'summary', 'Mean score by million frames');
  const published = group.published.filter(agent => agent.million.length > 0);
  const rows = Array.from({ length: longest }, (unused, i) => [String(i + 1), ...runs.map(run => run.millions[i]),
    ...published.map(agent => agent.mean[agent.million.indexOf(i + 1)])]);
  table(details, ['million', ...runs.map(run => run.name), ...published.map(agent => 'published ' + agent.label)], rows);
}

function build(group, number) {
  group.charts = {};
  group.element = element(at('groups'), 'section', undefined, { class: 'group', 'aria-labelledby': 'group' + number });
  element(group.element, 'h2', title(group.game), { id: 'group' + number });
  element(group.element, 'p', group.rules, { class: 'note' });
  if (group.series) {
    group.series.forEach((series, index) => Object.assign(series, { index, group, initially: true, look: look(index) }));
    group.published.forEach((agent, index) => Object.assign(agent, { index, group, initially: index === 0,
      look: publishedLook(index) }));
    verdicts(group.element, group);
    checkboxes(group.element, 'Runs', group.series);
    checkboxes(group.element, 'Published, worst to best of five seeds', group.published);
    chart(group, group.element, 'score', 'Mean score of the training games that ended lately',
      'Dashed line: random play, where it is known. Bands reach from the worst to the best seed. Published values are means over '
        + 'a million frames: so are those of the runs where the control above says so.');
    const small = element(group.element, 'div', undefined, { class: 'charts' });
    chart(group, small, 'loss', 'Loss');
    chart(group, small, 'maxQ', 'Average max Q');
    chart(group, small, 'epsilon', 'Epsilon');
    if (has(group, 'speed')) chart(group, small, 'speed', 'Agent steps per second');
    if (runsOf(group).some(run => run.evaluations.length > 0)) chart(group, small, 'evaluations', 'Evaluations during training');
  }
  const small = element(group.element, 'div', undefined, { class: 'charts' });
  chart(group, small, 'scores', 'Distribution of scores', sampleNote(group));
  chart(group, small, 'games', 'Score of each game', sampleNote(group));
  if (group.series) {
    if (group.parameters.keys.length > 0 && group.parameters.rows.length > 1) {
      chart(group, group.element, 'parameters', 'What differs, and the mean score of the last 100 games',
        'Drag along an axis to keep only the runs there; drag an axis to move it.');
      group.charts.parameters.style.minWidth = 90 * group.parameters.keys.length + 'px';
    }
    if (group.importances.length > 0) {
      chart(group, group.element, 'importance', 'How much each parameter matters',
        'The part of the differences between the scores of the whole sweep\'s trials that goes with a parameter alone, as dqn sweep '
          + 'best tells; the marks are where chance alone would put it.');
      const bars = group.importances.flatMap(sweep => sweep.parameters).length;
      group.charts.importance.style.height = 110 + 32 * bars + 'px';
    }
    millions(group.element, group);
    settingsAndOrigin(group.element, group);
  }
}

const has = (group, quantity) => runsOf(group).some(run => run[quantity].counts.some(count => count > 0));

/** Whether a series, or a run of it, has the name that is looked for. */
function isWanted(series) {
  const wanted = at('filter').value.toLowerCase();
  return [series.label, ...series.runs.map(run => run.name)].some(name => name.toLowerCase().includes(wanted));
}

function shownSeries(group) {
  return (group.series ?? []).filter(series => {
    series.labelElement.hidden = !isWanted(series);
    return isWanted(series) && series.box.checked;
  });
}

function draw(group) {
  if (group.element.hidden) return;
  const show = (name, traces, shape) => {
    if (group.charts[name]) {
      Plotly.react(group.charts[name], traces, shape, plotOptions(group.game + '-' + name));
    }
  };
  const shown = shownSeries(group);
  if (group.series) {
    const range = zoom(group);
    const window = Math.max(1, Math.round(smoothing.choices[at('smoothing').value] / group.binFrames));
    const x = 'million frames';
    show('score', [...publishedTraces(group.published.filter(agent => agent.box.checked)),
      ...curveTraces(group, shown, 'score', window)], { ...layout(x, 'score', range), shapes: randomLine(group) });
    for (const [name, unit] of [['loss', 'loss'], ['maxQ', 'Q-value'], ['speed', 'agent steps per second']]) {
      show(name, curveTraces(group, shown, name, window), layout(x, unit, range));
    }
    show('epsilon', curveTraces(group, shown, 'epsilon', 1), layout(x, 'epsilon', range));
    show('evaluations', evaluationTraces(shown), layout(x, 'mean score', range));
    const paths = new Set(shown.flatMap(series => series.runs.map(run => run.path)));
    const rows = group.parameters.rows.filter(row => paths.has(row.path));
    show('parameters', rows.length > 0 ? [parallelTrace(group.parameters, rows)] : [],
      { ...layout('', ''), margin: { l: 60, r: 50, t: 30, b: 80 } });
    show('importance', importanceTraces(group.importances), layout('% of the differences', ''));
  }
  const sets = samples(group, shown);
  show('scores', distributionTraces(sets), { ...distributionLayout(sets), ...referenceLines(references, 'x') });
  show('games', scatterTraces(sets), { ...samplesLayout(sets, 'game', 'score'), ...referenceLines(references, 'y') });
}

/** The frames that the controls ask for; else all of the runs, so that published curves do not go far beyond. */
function zoom(group) {
  const longest = Math.max(...runsOf(group).map(run => run.frames)) / 1e6;
  const from = Number(at('from').value) || 0;
  const to = Number(at('to').value);
  return [from, to > from ? to : Math.max(longest * 1.03 || 1, from + 0.1)];
}

let smoothing;
let references;

function drawAll(groups) {
  tellSmoothing(smoothing.choices[at('smoothing').value]);
  for (const group of groups) {
    const fits = runsOf(group).length === 0 || group.series.some(isWanted);
    group.element.hidden = !fits || (at('game').value !== '' && at('game').value !== group.game);
    draw(group);
  }
}

async function main() {
  const read = JSON.parse(at('data').textContent);
  const groups = read.groups;
  references = read.references;
  await loadPlotly();
  const trained = groups.filter(group => group.series);
  smoothing = trained.length > 0 ? smoothingChoices(trained) : { choices: [], usual: 0 };
  at('smoothing').max = Math.max(0, smoothing.choices.length - 1);
  at('smoothing').value = smoothing.usual;
  new Set(groups.map(group => group.game)).forEach(game => element(at('game'), 'option', title(game), { value: game }));
  groups.forEach(build);
  drawAll(groups);
  at('controls').addEventListener('input', () => drawAll(groups));
  at('controls').addEventListener('submit', event => event.preventDefault());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll(groups));
  document.body.dataset.drawn = 'true';
}

main().catch(problem => {
  const sentence = `This page cannot be drawn here (${problem.message}): open it in a browser of 2023 or newer.`;
  document.body.prepend(Object.assign(document.createElement('p'), { textContent: sentence }));
  throw problem;
});
