(() => {
  const canvas = document.getElementById('cpu');
  if (!canvas) return;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = text => ({
    title: { display: true, text, color: colour('--faint') },
    beginAtZero: true,
    ticks: { color: colour('--faint') },
    grid: { color: colour('--line') },
  });
  canvas.parentElement.hidden = false;
  const sets = [
    { label: 'held', data: data.held, backgroundColor: colour('--accent'), pointRadius: 5 },
    { label: 'fitted line', type: 'line', data: data.line, borderColor: colour('--accent'),
      borderWidth: 1.5, borderDash: [6, 4], pointRadius: 0 },
    { label: 'not held', data: data.notHeld, backgroundColor: colour('--unknown'),
      pointStyle: 'triangle', pointRadius: 6 },
  ];
  new Chart(canvas, {
    type: 'scatter',
    data: { datasets: sets.filter(set => set.data.length > 0) },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { labels: { color: colour('--ink') } } },
      scales: { x: axis('MB/s written to the task'), y: axis('processor cores') },
    },
  });
})();
