#!/usr/bin/python3
"""Holds an OpenAPI 3.1 file to the specification, as far as this product uses it, and its examples to their
schemas. Prints a line for each finding."""
import glob
import re
import sys

import jsonschema
import yaml

# Object -> its keys: (name, kind of the value); + is required; [] and {} are lists and maps of a kind.
OBJECTS = {
    'openapi': {'openapi+': 'text', 'info+': 'info', 'servers': '[]server', 'paths+': '{}path', 'security': '[]any',
                'tags': '[]tag', 'components': 'components'},
    'info': {'title+': 'text', 'version+': 'text', 'description': 'text', 'license': 'license'},
    'license': {'name+': 'text', 'identifier': 'text', 'url': 'text'},
    'server': {'url+': 'text', 'description': 'text', 'variables': '{}variable'},
    'variable': {'default+': 'text', 'enum': '[]text', 'description': 'text'},
    'tag': {'name+': 'text', 'description': 'text'},
    'path': {'get': 'operation', 'put': 'operation', 'post': 'operation', 'delete': 'operation',
             'parameters': '[]parameter', 'summary': 'text', 'description': 'text'},
    'operation': {'operationId+': 'text', 'summary+': 'text', 'description': 'text', 'tags+': '[]text',
                  'parameters': '[]parameter', 'requestBody': 'body', 'responses+': '{}response',
                  'security': '[]any', 'deprecated': 'flag'},
    'parameter': {'name+': 'text', 'in+': 'text', 'description': 'text', 'required': 'flag', 'schema+': 'schema',
                  'example': 'any', 'examples': '{}example'},
    'body': {'content+': '{}media', 'description': 'text', 'required': 'flag'},
    'media': {'schema': 'schema', 'example': 'any', 'examples': '{}example'},
    'response': {'description+': 'text', 'headers': '{}header', 'content': '{}media'},
    'header': {'description': 'text', 'required': 'flag', 'schema+': 'schema'},
    'example': {'summary': 'text', 'description': 'text', 'value+': 'any'},
    'components': {'schemas': '{}schema', 'responses': '{}response', 'parameters': '{}parameter',
                   'securitySchemes': '{}scheme', 'headers': '{}header', 'examples': '{}example'},
    'scheme': {'type+': 'text', 'description': 'text', 'name': 'text', 'in': 'text'},
}
# What of a test stands in the file, x-…: see the file's head.
OWN = {'x-as', 'x-fill', 'x-broken', 'x-varies', 'x-line', 'x-examples'}
findings = []


def find(place, what):
    findings.append(f'{place}: {what}')


def resolve(root, node, place):
    seen = 0
    while isinstance(node, dict) and '$ref' in node:
        ref = node['$ref']
        node = root if ref.startswith('#/') else None
        for word in ref[2:].split('/') if node is not None else ():
            word = word.replace('~1', '/').replace('~0', '~')
            node = node.get(word) if isinstance(node, dict) else None
        seen += 1
        if node is None or seen > 20:
            find(place, f'{ref} leads nowhere')
            return {}
    return node


def check(root, node, kind, place):
    if kind == 'any':
        return
    if kind in ('text', 'flag'):
        if not isinstance(node, str if kind == 'text' else bool):
            find(place, f'is no {kind}')
    elif kind.startswith('[]') or kind.startswith('{}'):
        if not isinstance(node, list if kind[0] == '[' else dict):
            find(place, 'is no list' if kind[0] == '[' else 'is no map')
            return
        for key, value in enumerate(node) if kind[0] == '[' else node.items():
            check(root, value, kind[2:], f'{place}/{key}')
    elif kind == 'schema':
        check_schema(root, node, place)
    elif not isinstance(node, dict):
        find(place, f'is no {kind}')
    elif '$ref' in node:
        resolve(root, node, place)
    else:
        keys = {key.rstrip('+'): value for key, value in OBJECTS[kind].items()}
        for key in OBJECTS[kind]:
            if key.endswith('+') and key[:-1] not in node:
                find(place, f'lacks {key[:-1]}')
        for key, value in node.items():
            if key in keys:
                check(root, value, keys[key], f'{place}/{key}')
            elif key not in OWN:
                find(place, f'has an unknown key {key}')


def check_schema(root, node, place):
    try:
        jsonschema.Draft202012Validator.check_schema(node)
    except jsonschema.SchemaError as error:
        find(place, f'is no schema: {error.message}')
    stack = [(node, place)]
    while stack:
        here, where = stack.pop()
        if isinstance(here, dict):
            if '$ref' in here:
                resolve(root, {'$ref': here['$ref']}, where)
            stack += [(value, f'{where}/{key}') for key, value in here.items()]
        elif isinstance(here, list):
            stack += [(value, f'{where}/{i}') for i, value in enumerate(here)]


def fits(root, schema, value):
    """The first thing that is wrong with the value; None: nothing."""
    whole = dict(schema, components=root.get('components', {}))
    checker = jsonschema.FormatChecker(formats=['uuid'])
    errors = jsonschema.Draft202012Validator(whole, format_checker=checker).iter_errors(value)
    return next((error.message for error in errors), None)


def check_example(root, schema, example, place):
    value = example.get('value')
    if 'x-line' in schema:
        import json
        trouble = None
        for line in value.split('\n')[:-1]:
            trouble = trouble or fits(root, schema['x-line'], json.loads(line))
        if not value.endswith('\n'):
            trouble = 'does not end with a line'
    else:
        trouble = fits(root, schema, value)
    if example.get('x-broken') and not trouble:
        find(place, 'is said to be broken and is not')
    if trouble and not example.get('x-broken'):
        find(place, trouble)


def check_media(root, content, place):
    names = []
    for kind, media in content.items():
        for name, example in media.get('examples', {}).items():
            names.append(name)
            check_example(root, media.get('schema', {}), example, f'{place}/{kind}/{name}')
    return names


def check_operation(root, path, operation, place):
    parameters = [resolve(root, parameter, place) for parameter in operation.get('parameters', [])]
    wanted = set(re.findall(r'{(\w+)}', path))
    told = {parameter['name'] for parameter in parameters if parameter.get('in') == 'path'}
    if wanted != told:
        find(place, f'path parameters {sorted(told)} instead of {sorted(wanted)}')
    asked = set()
    for parameter in parameters:
        for name, example in parameter.get('examples', {}).items():
            check_example(root, parameter['schema'], example, f'{place}/{parameter["name"]}/{name}')
            if 'requestBody' not in operation:
                asked.add(name)
        for value in parameter['schema'].get('examples', []):
            check_example(root, parameter['schema'], {'value': value}, f'{place}/{parameter["name"]}')
    if 'requestBody' in operation:
        asked.update(check_media(root, operation['requestBody']['content'], place))
    answered = []
    for status, response in operation['responses'].items():
        response = resolve(root, response, f'{place}/{status}')
        if not re.fullmatch('[1-5][0-9][0-9]', str(status)) or not isinstance(status, str):
            find(place, f'{status!r} is no status')
        own = set(check_media(root, response.get('content', {}), f'{place}/{status}'))
        own.update(response.get('x-examples', []))
        # A shared answer brings along the examples of all who share it.
        answered += [name for name in own if name in asked or '$ref' not in operation['responses'][status]]
    for name in sorted(asked | set(answered)):
        if name not in asked or answered.count(name) != 1:
            find(place, f'the example {name} is asked {int(name in asked)} and answered {answered.count(name)} times')
    if not asked:
        find(place, 'has no example')
    if not any(status.startswith('2') for status in operation['responses']):
        find(place, 'never succeeds')


def check_routes(root):
    """The program has no path under /v1 that this file does not know."""
    known = {path.split('/')[2] for path in root['paths']}
    for file in glob.glob('kiosk/office/*.c'):
        with open(file, encoding='utf-8') as lines:
            for word in set(re.findall(r'/v1/([a-z]+)', lines.read())) - known:
                find(file, f'/v1/{word} is not in the contract')


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        root = yaml.safe_load(file)
    check(root, root, 'openapi', '#')
    if findings:
        return
    if not re.fullmatch(r'3\.1\.\d+', root['openapi']):
        find('#/openapi', 'is not 3.1')
    ids = []
    for path, item in root['paths'].items():
        for method, operation in item.items():
            ids.append(operation['operationId'])
            check_operation(root, path, operation, f'{method} {path}')
    for name in {name for name in ids if ids.count(name) > 1}:
        find('#', f'operationId {name} twice')
    check_routes(root)


main()
print('\n'.join(findings), end='\n' if findings else '')
sys.exit(1 if findings else 0)
