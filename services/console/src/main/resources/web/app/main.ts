import './rv-console';
