import './styles/index.css';
import { startRouter } from './router.ts';
import './app.ts';

startRouter();
