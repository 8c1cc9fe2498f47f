export type * from './generated/schema';
export { answer, type Api } from './client';
export { ApiError, asApiError } from './problem';
export { saveFile } from './saveFile';
export { useCommand, type Command, type CommandContext } from './useCommand';
export { useGet, type Body, type Query } from './useGet';
export { useList, type List } from './useList';
