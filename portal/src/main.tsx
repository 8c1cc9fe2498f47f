import { render } from 'preact';
import { restoreTheme } from './design/theme';
import './design/styles/index.css';
import './shell/shell.css';
import { App } from './shell/App';
import { fetchAhead } from './shell/pages';

restoreTheme();
fetchAhead(location.pathname);
const root = document.getElementById('app');
if (root === null) throw new Error('index.html has no #app.');
render(<App />, root);
