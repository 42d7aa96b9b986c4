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

/** The files of the seeded repositories, as `path → content`. */
export type FileTree = Record<string, string>;

/** What every repository of the company starts with. */
export function serviceFiles(options: {
  name: string;
  description: string;
  owner: string;
  system: string;
  code: FileTree;
}): FileTree {
  const { name, description, owner, system, code } = options;
  return {
    'README.md': `# ${name}\n\n${description}\n\n## Development\n\n\`\`\`sh\nnpm install\nnpm test\n\`\`\`\n`,
    'catalog-info.yaml': catalogInfo({ name, description, owner, system }),
    '.github/workflows/ci.yaml':
      'name: CI\non: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: npm ci && npm test\n',
    ...code,
  };
}

function catalogInfo(options: {
  name: string;
  description: string;
  owner: string;
  system: string;
  slug?: string;
}): string {
  const { name, description, owner, system, slug = `acme/${name}` } = options;
  return [
    'apiVersion: backstage.io/v1alpha1',
    'kind: Component',
    'metadata:',
    `  name: ${name}`,
    `  description: ${description}`,
    '  annotations:',
    `    github.com/project-slug: ${slug}`,
    'spec:',
    '  type: service',
    '  lifecycle: production',
    `  owner: ${owner}`,
    `  system: ${system}`,
    '',
  ].join('\n');
}

/** A profile of a custom agent, where GitHub looks for it. */
function agentProfile(id: string, description: string): FileTree {
  return {
    [`.github/agents/${id}.agent.md`]: `---\nname: ${id}\ndescription: ${description}\n---\n\nFollow the conventions of the repository. Add tests for every change.\n`,
  };
}

export const servicesFiles: FileTree = {
  'README.md':
    '# services\n\nAll services of Acme, one folder each below `services/`.\nA new one is added by pull request, usually scaffolded from the portal.\n',
  '.github/workflows/ci.yaml':
    'name: CI\non: [push, pull_request]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: npm ci && npm test --workspaces\n',
  'package.json':
    '{\n  "name": "services",\n  "private": true,\n  "workspaces": ["services/*"]\n}\n',
  'services/notifications/catalog-info.yaml': catalogInfo({
    name: 'notifications',
    description: 'Sends mail and push messages',
    owner: 'group:default/platform',
    system: 'customer-experience',
    slug: 'acme/services',
  }),
  'services/notifications/README.md':
    '# notifications\n\nSends mail and push messages.\n',
  'services/notifications/src/index.ts':
    "import { createServer } from 'node:http';\n\ncreateServer((_, response) => response.end('ok')).listen(8080);\n",
  ...agentProfile('scaffolder', 'Adds new services in the house style'),
  ...agentProfile('reviewer', 'Tightens tests and documentation'),
};

export const billingCode: FileTree = {
  'package.json': '{\n  "name": "billing",\n  "private": true\n}\n',
  'src/invoice.ts':
    'export type Line = { amount: number; quantity: number };\n\nexport function total(lines: Line[]): number {\n  return lines.reduce((sum, { amount, quantity }) => sum + amount * quantity, 0);\n}\n',
  'src/invoice.test.ts':
    "import { total } from './invoice';\n\ntest('adds lines up', () => {\n  expect(total([{ amount: 250, quantity: 2 }])).toBe(500);\n});\n",
  ...agentProfile('reviewer', 'Tightens tests and documentation'),
};

export const storefrontCode: FileTree = {
  'package.json': '{\n  "name": "storefront",\n  "private": true\n}\n',
  'src/App.tsx': 'export const App = () => <main>Welcome to the shop</main>;\n',
};

export const ledgerCode: FileTree = {
  'go.mod': 'module acme.example/payments-ledger\n\ngo 1.25\n',
  'ledger.go':
    'package ledger\n\n// Entry is one movement of money.\ntype Entry struct {\n\tAccount string\n\tAmount  int64\n}\n',
};

export const payrollCode: FileTree = {
  'package.json': '{\n  "name": "payroll",\n  "private": true\n}\n',
  'src/salary.ts':
    'export function monthly(yearly: number): number {\n  return Math.round(yearly / 12);\n}\n',
};

export const legacyCode: FileTree = {
  'src/Main.java':
    'public class Main {\n  public static void main(String[] arguments) {\n    System.out.println("ERP");\n  }\n}\n',
};
