// The only things a static page cannot know: under which address it was opened, and whether the server can work.
document.getElementById('origin').textContent = location.origin;

const state = document.getElementById('state');
fetch('/readyz')
  .then((answer) => (state.dataset.state = answer.ok ? 'ready' : 'failed'))
  .catch(() => (state.dataset.state = 'failed'));
