/*
 * Copyright 2026 The Agent Tasks Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { slugify, titleFromPrompt } from './wording';

/** What {@link writeChange} needs to know. */
export type ChangeRequest = {
  prompt: string;
  /** The paths of the branch that the agent works on. */
  paths: readonly string[];
  /** The README at the top, if there is one. */
  readme?: string;
  repository: string;
};

/** A file as it shall be. */
export type WrittenFile = { path: string; content: string };

/**
 * Writes what an agent might plausibly write for a prompt. Pure: the same
 * request gives the same files.
 */
export function writeChange(request: ChangeRequest): WrittenFile[] {
  const written = /\bscaffold\b|\bnew service\b/i.test(request.prompt)
    ? scaffoldService(request)
    : changeSomething(request);
  return written.map(([path, content]) => ({ path, content }));
}

function scaffoldService({
  prompt,
  paths,
  repository,
}: ChangeRequest): [path: string, content: string][] {
  const title = titleFromPrompt(prompt);
  const name =
    slugify(field(prompt, 'name') ?? title.split(':').at(-1) ?? '') ||
    'new-service';
  const description = field(prompt, 'description') ?? `The ${name} service`;
  const owner = field(prompt, 'owner') ?? 'group:default/platform';
  const system = field(prompt, 'system');
  const isMonorepo = paths.some(path => path.startsWith('services/'));
  const folder = isMonorepo ? `services/${name}/` : '';
  return [
    [
      `${folder}catalog-info.yaml`,
      lines(
        'apiVersion: backstage.io/v1alpha1',
        'kind: Component',
        'metadata:',
        `  name: ${name}`,
        `  description: ${JSON.stringify(description)}`,
        '  annotations:',
        `    github.com/project-slug: ${repository}`,
        'spec:',
        '  type: service',
        '  lifecycle: experimental',
        `  owner: ${owner}`,
        ...(system ? [`  system: ${system}`] : []),
      ),
    ],
    [
      `${folder}README.md`,
      lines(
        `# ${name}`,
        '',
        description,
        '',
        '## Run it',
        '',
        '```sh',
        'npm install',
        'npm start',
        '```',
      ),
    ],
    [
      `${folder}package.json`,
      `${JSON.stringify(
        {
          name,
          version: '0.1.0',
          private: true,
          scripts: { start: 'node src/index.ts', test: 'node --test' },
        },
        null,
        2,
      )}\n`,
    ],
    [
      `${folder}src/index.ts`,
      lines(
        "import { createServer } from 'node:http';",
        '',
        'export const server = createServer((request, response) => {',
        "  const isHealthCheck = request.url === '/healthz';",
        '  response.statusCode = isHealthCheck ? 200 : 404;',
        '  response.end();',
        '});',
        '',
        'server.listen(Number(process.env.PORT ?? 8080));',
      ),
    ],
    [
      `${folder}src/index.test.ts`,
      lines(
        "import assert from 'node:assert/strict';",
        "import { test } from 'node:test';",
        "import { server } from './index';",
        '',
        "test('answers the health check', async () => {",
        '  const { port } = server.address() as { port: number };',
        '  const response = await fetch(`http://localhost:${port}/healthz`);',
        '  assert.equal(response.status, 200);',
        '  server.close();',
        '});',
      ),
    ],
  ];
}

function changeSomething({
  prompt,
  paths,
  readme = '',
}: ChangeRequest): [path: string, content: string][] {
  const title = titleFromPrompt(prompt);
  const module = slugify(title).split('-').slice(0, 4).join('-') || 'change';
  const functionName = module.replace(/-([a-z0-9])/g, (_, letter) =>
    letter.toUpperCase(),
  );
  const path = firstFree(`src/${module}`, paths);
  return [
    [
      'README.md',
      `${readme.trimEnd()}\n\n## ${title}\n\nSee \`${path}.ts\`.\n`,
    ],
    [
      `${path}.ts`,
      lines(
        `/** ${title.replace(/\*\//g, '')} */`,
        `export function ${identifier(functionName)}(input: string): string {`,
        '  return input.trim();',
        '}',
      ),
    ],
    [
      `${path}.test.ts`,
      lines(
        `import { ${identifier(functionName)} } from './${path.slice(4)}';`,
        '',
        `test(${JSON.stringify(title)}, () => {`,
        `  expect(${identifier(functionName)}(' a ')).toBe('a');`,
        '});',
      ),
    ],
  ];
}

/** A line such as `Owner: group:default/payments` in the prompt. */
function field(prompt: string, name: string): string | undefined {
  const pattern = new RegExp(`^[-* ]*${name}[* ]*:[* ]*(.+)$`, 'im');
  return pattern.exec(prompt)?.[1].trim();
}

function firstFree(path: string, paths: readonly string[]): string {
  for (let attempt = 1; ; attempt += 1) {
    const candidate = attempt === 1 ? path : `${path}-${attempt}`;
    if (!paths.includes(`${candidate}.ts`)) return candidate;
  }
}

function identifier(name: string): string {
  return /^[a-z]/.test(name) ? name : `run${name}`;
}

function lines(...content: string[]): string {
  return `${content.join('\n')}\n`;
}
