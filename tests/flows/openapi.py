#!/usr/bin/python3
"""Says the examples of an OpenAPI file to a server, in their order, and compares the answers.

openapi.py FILE DIR PORT [NAME=VALUE…]: DIR holds authority/authority.crt and NAME.crt, NAME.key of who asks;
the values are for x-fill."""
import http.client
import json
import ssl
import sys

import jsonschema
import yaml

path, directory, port = sys.argv[1:4]
filled = dict(word.split('=', 1) for word in sys.argv[4:])
with open(path, encoding='utf-8') as file:
    root = yaml.safe_load(file)
failures, said = [], 0


def resolve(node):
    while '$ref' in node:
        here = root
        for word in node['$ref'][2:].split('/'):
            here = here[word.replace('~1', '/').replace('~0', '~')]
        node = here
    return node


def ask(who, method, target, headers, body):
    context = ssl.create_default_context(cafile=f'{directory}/authority/authority.crt')
    if who != 'nobody':
        context.load_cert_chain(f'{directory}/{who}.crt', f'{directory}/{who}.key')
    connection = http.client.HTTPSConnection('localhost', port, context=context, timeout=20)
    connection.request(method, target, body, headers)
    reply = connection.getresponse()
    return reply.status, dict((key.lower(), value) for key, value in reply.getheaders()), reply.read()


def plain(schema, value):
    """The value without what is another one each time."""
    schema = resolve(schema)
    if schema.get('x-varies'):
        return '…'
    if isinstance(value, dict):
        known = dict(schema.get('properties', {}))
        for part in schema.get('allOf', []):
            known = {**resolve(part).get('properties', {}), **known}
        return {key: plain(known.get(key, {}), one) for key, one in value.items()}
    return value


def compare_json(name, schema, value, example):
    whole = dict(schema, components=root['components'])
    for error in jsonschema.Draft202012Validator(whole).iter_errors(value):
        failures.append(f'{name}: {error.message}')
    told, wanted = plain(schema, value), plain(schema, example)
    if told != wanted:
        failures.append(f'{name}: {told} instead of {wanted}')


def compare(name, response, reply):
    _, headers, body = reply
    for header, rule in response.get('headers', {}).items():
        if rule.get('required') and header.lower() not in headers:
            failures.append(f'{name}: no {header}')
    for kind, media in response.get('content', {}).items():
        example = media.get('examples', {}).get(name.split()[-1])
        if example is None:
            continue
        if headers.get('content-type', '').split(';')[0] != kind:
            failures.append(f'{name}: {headers.get("content-type")} instead of {kind}')
        if 'x-line' in media.get('schema', {}):
            lines, wanted = body.decode().splitlines(), example['value'].splitlines()
            if len(lines) != len(wanted):
                failures.append(f'{name}: {len(lines)} lines instead of {len(wanted)}')
            for line, other in zip(lines, wanted):
                part = media['schema']['x-line']
                part = part.get('anyOf', [part])[0]
                compare_json(name, part, json.loads(line), json.loads(other))
            continue
        if kind != 'application/json':
            if body.decode() != example['value']:
                failures.append(f'{name}: {body[:200]!r}')
            continue
        compare_json(name, media['schema'], json.loads(body), example['value'])


def status_of(operation, name):
    for status, response in operation['responses'].items():
        response = resolve(response)
        names = set(response.get('x-examples', []))
        for media in response.get('content', {}).values():
            names.update(media.get('examples', {}))
        if name in names:
            return int(status), response
    raise SystemExit(f'the example {name} has no answer')


def replay(method, target, operation):
    global said
    parameters = [resolve(one) for one in operation.get('parameters', [])]
    is_body = 'requestBody' in operation
    if is_body:
        (kind, media), = operation['requestBody']['content'].items()
        examples = media['examples']
    else:
        kind, examples = None, {name: example for one in parameters for name, example in one.get('examples', {}).items()}
    for name, example in examples.items():
        where, headers, body = target, {}, None
        for one in parameters:
            known = one.get('examples', {})
            values = [known[name]['value']] if name in known and not is_body else \
                [next(iter(known.values()))['value']] if known and one['in'] == 'path' else one['schema'].get('examples', [])
            if one['in'] == 'path':
                where = where.replace('{%s}' % one['name'], values[0])
            elif values:
                headers[one['name']] = values[0]
        if is_body:
            body = example['value']
            if isinstance(body, dict):
                body = {**body, **{key: filled[value] for key, value in example.get('x-fill', {}).items()}}
            body = body if isinstance(body, str) else json.dumps(body)
            headers['Content-Type'] = kind
        status, response = status_of(operation, name)
        reply = ask(example.get('x-as', 'kiosk'), method, where, headers, body)
        said += 1
        title = f'{method} {target} {name}'
        if reply[0] != status:
            failures.append(f'{title}: {reply[0]} {reply[2][:200]!r} instead of {status}')
        else:
            compare(title, response, reply)


for route, item in root['paths'].items():
    for verb, one in item.items():
        replay(verb.upper(), route, one)
print('\n'.join(failures) if failures else f'{said} examples answered as written')
sys.exit(1 if failures else 0)
