export * from './money';
export * from './names';
export * from './time';
