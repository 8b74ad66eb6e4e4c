import './styles/index.css';

document.querySelector('#gallery')!.textContent = '';
