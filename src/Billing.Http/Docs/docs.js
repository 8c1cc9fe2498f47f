// Shows the OpenAPI document and tries its operations out. No libraries; text reaches the page as text nodes only.

const api = await (await fetch('/api/openapi/v1.json')).json();
const byId = new Map();
for (const [path, item] of Object.entries(api.paths))
  for (const [method, operation] of Object.entries(item))
    byId.set(operation.operationId, { ...operation, method, path });

const $ = id => document.getElementById(id);

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : value);
  made.append(...children);
  return made;
}

const resolve = schema => schema.$ref ? { name: schema.$ref.split('/').pop(), ...api.components.schemas[schema.$ref.split('/').pop()] } : schema;
const responseOf = response => response.$ref ? api.components.responses[response.$ref.split('/').pop()] : response;

/** Paragraphs and `code`: all the Markdown that the document uses. */
function prose(text = '') {
  return text.split(/\n\s*\n/).filter(Boolean).map(paragraph =>
    element('p', {}, ...paragraph.split(/`([^`]+)`/).map((part, i) => i % 2 ? element('code', {}, part) : part)));
}

function typeOf(schema) {
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.$ref) return resolve(schema).name;
  if (schema.const) return JSON.stringify(schema.const);
  if (schema.items) return `list of ${typeOf(schema.items)}`;
  if (schema.enum) return schema.enum.filter(value => value !== null).join(' | ');
  if (schema.additionalProperties) return `map of ${typeOf(schema.additionalProperties)}`;
  const type = [schema.type ?? 'any'].flat().join(' or ');
  return schema.format ? `${type} (${schema.format})` : type;
}

/** The object inside a schema, or null: a list's items, the other side of null. */
function objectIn(schema) {
  if (schema.anyOf) return schema.anyOf.map(objectIn).find(Boolean);
  if (schema.items) return objectIn(schema.items);
  const resolved = resolve(schema);
  return resolved.properties ? resolved : null;
}

function schemaTable(schema, prefix = '', seen = []) {
  const { oneOf } = resolve(schema);
  if (oneOf) return oneOf.flatMap(variant => schemaTable(variant, prefix, seen));
  const object = objectIn(schema);
  if (!object || seen.includes(object.name)) return [];
  return Object.entries(object.properties).flatMap(([name, member]) => [
    element('tr', {},
      element('th', { class: object.required?.includes(name) ? 'path required' : 'path' }, prefix + name),
      element('td', {}, element('span', { class: 'soft' }, typeOf(member)), ...prose(member.description))),
    ...schemaTable(member, `${prefix}${name}${member.items ? '[].' : '.'}`, [...seen, object.name])]);
}

function section(title, ...content) {
  return [element('h3', {}, title), ...content];
}

function schemaOf(content = {}) {
  const [mediaType, { schema, example } = {}] = Object.entries(content)[0] ?? [];
  const rows = schema ? schemaTable(schema) : [];
  return [
    element('p', { class: 'soft' }, `${mediaType}${schema ? `: ${typeOf(schema)}` : ''}`),
    ...(rows.length ? [element('table', {}, ...rows)] : []),
    ...(example ? [element('pre', {}, JSON.stringify(example, null, 2))] : [])];
}

const token = $('token');
token.value = sessionStorage.getItem('token') ?? '';
function showWho() {
  sessionStorage.setItem('token', token.value);
  try {
    const claims = JSON.parse(atob(token.value.split('.')[1].replace(/-/g, '+').replace(/_/g, '/')));
    $('who').textContent = [claims.role, claims.account].filter(Boolean).join(' of ');
  } catch {
    $('who').textContent = '';
  }
}
token.addEventListener('input', showWho);
showWho();

function control(parameter) {
  const { schema } = parameter;
  const own = { name: `${parameter.in}:${parameter.name}`, required: parameter.required };
  if (schema.enum)
    return element('select', own, ...(parameter.required ? [] : [element('option', { value: '' }, '')]), ...schema.enum.map(value => element('option', {}, value)));
  const remembered = parameter.in === 'path' ? sessionStorage.getItem(parameter.name) : null;
  return element('input', { ...own, value: remembered ?? undefined, placeholder: schema.default ?? '', autocomplete: 'off', spellcheck: 'false' });
}

function requestOf(operation, form) {
  let path = operation.path;
  const query = new URLSearchParams();
  const headers = {};
  for (const { in: place, name } of operation.parameters ?? []) {
    const value = form.elements[`${place}:${name}`].value;
    if (place === 'path') {
      path = path.replace(`{${name}}`, encodeURIComponent(value));
      sessionStorage.setItem(name, value);
    } else if (value && place === 'query') query.set(name, value);
    else if (value) headers[name] = value;
  }
  if (token.value && operation.security.length) headers.Authorization = `Bearer ${token.value}`;
  const body = form.elements.body?.value;
  if (body !== undefined) headers['Content-Type'] = Object.keys(operation.requestBody.content)[0];
  return { url: path + (query.size ? `?${query}` : ''), init: { method: operation.method.toUpperCase(), headers, body } };
}

async function send(operation, form, output) {
  const { url, init } = requestOf(operation, form);
  const started = performance.now();
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    const shown = response.headers.get('Content-Type')?.includes('json') ? JSON.stringify(JSON.parse(text), null, 2) : text;
    output.replaceChildren(
      element('p', {},
        element('span', { class: response.ok ? 'status ok' : 'status bad' }, `${response.status} ${response.statusText}`),
        element('span', { class: 'soft' }, ` in ${Math.round(performance.now() - started)} ms`)),
      element('pre', {}, shown || '(no content)'));
  } catch (error) {
    output.replaceChildren(element('p', { class: 'bad' }, `The request could not be sent: ${error.message}`));
  }
  const quote = text => `'${text.replaceAll("'", `'\\''`)}'`;
  const shownHeaders = Object.entries(init.headers).map(([name, value]) => `-H ${name === 'Authorization' ? '"Authorization: Bearer $TOKEN"' : quote(`${name}: ${value}`)}`);
  output.append(element('pre', {}, ['curl', '-X', init.method, quote(location.origin + url), ...shownHeaders, ...(init.body ? ['--data', quote(init.body)] : [])].join(' ')));
}

function tryOut(operation) {
  const output = element('div', { 'aria-live': 'polite' });
  const form = element('form', {});
  if (operation.parameters)
    form.append(element('table', {}, ...operation.parameters.map(parameter => element('tr', {},
      element('th', { class: parameter.required ? 'path required' : 'path' }, parameter.name, ' ', element('small', {}, parameter.in)),
      element('td', {}, control(parameter), ...prose(parameter.description))))));
  if (operation.requestBody) {
    const example = Object.values(operation.requestBody.content)[0].example;
    form.append(element('textarea', { name: 'body', spellcheck: 'false', 'aria-label': 'Body' }, example ? JSON.stringify(example, null, 2) : '{}'));
  }
  const button = element('button', {}, 'Send');
  form.append(element('p', {}, button));
  form.addEventListener('submit', async event => {
    event.preventDefault();
    button.disabled = true;
    await send(operation, form, output);
    button.disabled = false;
  });
  return [form, output];
}

function showOperation(operation) {
  const successes = Object.entries(operation.responses).filter(([status]) => status < 400);
  const problems = Object.entries(operation.responses).filter(([status]) => status >= 400);
  $('main').replaceChildren(
    element('h2', {}, element('span', { class: `method ${operation.method}` }, operation.method.toUpperCase()), ' ', operation.summary || operation.operationId),
    element('p', { class: 'path' }, operation.path),
    ...prose(operation.description),
    ...section('Try it', ...tryOut(operation)),
    ...(operation.requestBody ? section('Body', ...schemaOf(operation.requestBody.content)) : []),
    ...successes.flatMap(([status, response]) => section(`Answer ${status}`, ...(response.content ? schemaOf(response.content) : prose(response.description)))),
    ...section('Problems', element('table', {}, ...problems.map(([status, response]) =>
      element('tr', {}, element('th', {}, status), element('td', {}, ...prose(responseOf(response).description)))))));
}

function showStart() {
  const codes = Object.entries(api['x-codes']);
  $('main').replaceChildren(
    element('h2', {}, api.info.title),
    ...prose(api.info.description),
    ...section('Codes of problems', element('table', {}, ...codes.map(([code, { status, title, retryable }]) =>
      element('tr', { id: `problem-${code}` },
        element('th', {}, element('code', {}, code)),
        element('td', {}, String(status)),
        element('td', {}, title + (retryable ? '. The same request may succeed later.' : '.')))))));
}

function showList() {
  const wanted = $('filter').value.toLowerCase();
  const operations = [...byId.values()].filter(each => `${each.method} ${each.path} ${each.summary} ${each.operationId}`.toLowerCase().includes(wanted));
  $('list').replaceChildren(...api.tags.flatMap(tag => {
    const own = operations.filter(each => each.tags.includes(tag.name));
    return own.length === 0 ? [] : [
      element('h3', { title: tag.description }, tag.name),
      ...own.map(each => element('a', { href: `#${each.operationId}`, title: each.path, 'aria-current': location.hash === `#${each.operationId}` ? 'page' : undefined },
        element('span', { class: `method ${each.method}` }, each.method.toUpperCase()), each.summary || each.operationId))];
  }));
}

function show() {
  const name = location.hash.slice(1);
  const operation = byId.get(name);
  operation ? showOperation(operation) : showStart();
  showList();
  name.startsWith('problem-') ? $(name)?.scrollIntoView() : $('main').scrollTo(0, 0);
}

$('version').textContent = `v${api.info.version}`;
$('filter').addEventListener('input', showList);
addEventListener('hashchange', show);
show();
