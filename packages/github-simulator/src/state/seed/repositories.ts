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

import { GitObjects } from '../../git';
import { commitFiles } from '../commitToBranch';
import type { Repository, RepositoryRole } from '../model';
import { ORGANIZATION_ID, SimulatorLogin } from '../wellKnown';
import {
  FileTree,
  billingCode,
  ledgerCode,
  legacyCode,
  payrollCode,
  serviceFiles,
  servicesFiles,
  storefrontCode,
} from './files';

const CREATED = Date.parse('2024-05-13T08:30:00Z');

type Roles = Partial<Record<SimulatorLogin, RepositoryRole>>;

const everyoneWrites: Roles = {
  'ada-nwosu': 'write',
  'ben-larsen': 'write',
  'chloe-tran': 'write',
  'priya-raman': 'admin',
};

/** Fixed ids, so that links, caches and catalogs survive a restart of the simulator. */
export function seedRepositories(): Repository[] {
  return [
    seedRepository({
      id: 811200101,
      name: 'services',
      description: 'All services of Acme, one folder each',
      language: 'TypeScript',
      topics: ['monorepo', 'services'],
      roles: everyoneWrites,
      files: servicesFiles,
      customAgents: [
        {
          id: 'scaffolder',
          description: 'Adds new services in the house style',
        },
        { id: 'reviewer', description: 'Tightens tests and documentation' },
      ],
    }),
    seedRepository({
      id: 811200102,
      name: 'billing',
      description: 'Invoices, dunning and tax',
      language: 'TypeScript',
      topics: ['billing', 'payments'],
      roles: { ...everyoneWrites, 'ben-larsen': 'read' },
      files: serviceFiles({
        name: 'billing',
        description: 'Invoices, dunning and tax',
        owner: 'group:default/payments',
        system: 'payments',
        code: billingCode,
      }),
      customAgents: [
        { id: 'reviewer', description: 'Tightens tests and documentation' },
      ],
    }),
    seedRepository({
      id: 811200103,
      name: 'storefront',
      description: 'The shop as customers see it',
      language: 'TypeScript',
      topics: ['shop', 'web'],
      roles: { ...everyoneWrites, 'chloe-tran': 'read' },
      files: serviceFiles({
        name: 'storefront',
        description: 'The shop as customers see it',
        owner: 'group:default/storefront',
        system: 'customer-experience',
        code: storefrontCode,
      }),
    }),
    seedRepository({
      id: 811200104,
      name: 'payments-ledger',
      description: 'Double-entry ledger of every payment',
      language: 'Go',
      topics: ['payments'],
      private: true,
      roles: {
        'ada-nwosu': 'write',
        'chloe-tran': 'write',
        'priya-raman': 'admin',
      },
      files: serviceFiles({
        name: 'payments-ledger',
        description: 'Double-entry ledger of every payment',
        owner: 'group:default/payments',
        system: 'payments',
        code: ledgerCode,
      }),
    }),
    seedRepository({
      id: 811200105,
      name: 'payroll',
      description: 'Salaries; not a place for agents',
      language: 'TypeScript',
      topics: ['people'],
      private: true,
      roles: { 'ada-nwosu': 'write', 'priya-raman': 'admin' },
      files: serviceFiles({
        name: 'payroll',
        description: 'Salaries',
        owner: 'group:default/platform',
        system: 'people',
        code: payrollCode,
      }),
    }),
    seedRepository({
      id: 811200106,
      name: 'legacy-erp',
      description: 'The old ERP; the agent is disabled here',
      language: 'Java',
      topics: [],
      roles: everyoneWrites,
      agentEnabled: false,
      files: serviceFiles({
        name: 'legacy-erp',
        description: 'The old ERP',
        owner: 'group:default/platform',
        system: 'back-office',
        code: legacyCode,
      }),
    }),
    seedRepository({
      id: 811200107,
      name: 'empty',
      description: 'Created, but nobody has pushed yet',
      topics: [],
      roles: everyoneWrites,
    }),
  ];
}

type SeedRepository = {
  id: number;
  name: string;
  description: string;
  language?: string;
  topics: string[];
  private?: boolean;
  roles: Roles;
  agentEnabled?: boolean;
  customAgents?: Repository['customAgents'];
  files?: FileTree;
};

function seedRepository(seed: SeedRepository): Repository {
  const { files, roles, ...rest } = seed;
  const repository: Repository = {
    ownerId: ORGANIZATION_ID,
    ownerLogin: 'acme',
    private: false,
    defaultBranch: 'main',
    agentEnabled: true,
    customAgents: [],
    nextNumber: 1,
    createdAt: CREATED,
    updatedAt: CREATED,
    ...rest,
    roles: new Map(Object.entries(roles)),
    branches: new Map(),
    tags: new Map(),
    objects: new GitObjects(),
  };
  if (files) commitFirst(repository, files);
  return repository;
}

/** Always the same commit, so that ids survive a restart. */
function commitFirst(repository: Repository, files: FileTree): void {
  const { objects, defaultBranch } = repository;
  commitFiles(repository, {
    branch: defaultBranch,
    files: objects.files(objects.writeFiles(files)),
    message: 'Initial commit',
    author: {
      name: 'Priya Raman',
      email: 'priya.raman@acme.example',
      at: CREATED,
    },
    parentIds: [],
  });
}
