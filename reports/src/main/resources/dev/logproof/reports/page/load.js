(() => {
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = text => ({
    title: { display: true, text, color: colour('--faint') },
    beginAtZero: true,
    ticks: { color: colour('--faint') },
    grid: { color: colour('--line') },
  });
  const draw = (id, type, datasets, x, y) => {
    const canvas = document.getElementById(id);
    if (!canvas || datasets.every(set => set.data.length === 0)) return;
    canvas.parentElement.hidden = false;
    new Chart(canvas, {
      type,
      data: { datasets },
      options: {
        animation: false,
        maintainAspectRatio: false,
        plugins: { legend: { labels: { color: colour('--ink') } } },
        scales: { x: { type: 'linear', ...axis(x) }, y: axis(y) },
      },
    });
  };
  const colours = ['--accent', '--unknown', '--fail', '--ink'];
  draw(
    'latency',
    'line',
    Object.entries(data.latency).map(([kind, points], i) => ({
      label: `p99 ${kind}`,
      data: points.map(point => ({ x: point.second, y: point.p99 })),
      borderColor: colour(colours[i % colours.length]),
      pointRadius: points.length < 3 ? 4 : 0,
      borderWidth: 1.5,
    })),
    'seconds since the start',
    'ms');
  const first = data.lost.length > 0 ? data.lost[0].startMillis : 0;
  draw(
    'lost',
    'scatter',
    [{
      label: 'tracers lost in ten seconds',
      data: data.lost.map(slice => ({ x: (slice.startMillis - first) / 1000, y: slice.lost })),
      backgroundColor: colour('--fail'),
      pointRadius: 5,
    }],
    'seconds since the first loss',
    'tracers');
})();
