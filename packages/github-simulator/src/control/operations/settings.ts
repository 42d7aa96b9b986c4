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

import { z } from 'zod';
import type { Scenario } from '../../lifecycle';
import type { World } from '../../World';
import { renameRepository } from '../../state/renameRepository';
import {
  requireOrganization,
  requirePerson,
  requireRepository,
} from './lookup';
import { ControlError, operation } from './operation';
import { requireScenario } from './requireScenario';

const nothing = z.object({});
const refusal = z.union([z.literal(403), z.literal(404)]);
const globalId = z.enum(['present', 'absent', 'blank']);
const usageShape = z.enum(['amount', 'credits', 'premium-requests']);

const switches = z
  .object({
    sessionCountOnCreate: z.union([z.literal(0), z.literal(1)]),
    unknownModel: z.enum(['refused', 'fails-later']),
    omittedCreatePullRequest: z.boolean(),
    htmlUrlStyle: z.enum(['tasks', 'copilot-tasks']),
    references: z.enum(['object', 'number', 'rich']),
    globalId,
    usageShape,
    mentionStarts: z.enum(['session', 'task']),
    wrongMethodOnTask: z.union([z.literal(404), z.literal(405)]),
    pageSizeOutOfRange: z.enum(['clamp', 'refuse']),
    totals: z.boolean(),
    foreignTaskById: z.boolean(),
    agentDisabledList: refusal,
    agentDisabledCreate: refusal,
    lockOutAfter: z.number().int().min(0),
    rateLimitStatus: z.union([z.literal(403), z.literal(429)]),
    secondaryLimits: z.boolean(),
    taskEtags: z.boolean(),
  })
  .partial();

const after = z.number().min(0);
const step = z.discriminatedUnion('do', [
  z.object({
    after,
    do: z.literal('start-session'),
    state: z.string().optional(),
    prompt: z.string().optional(),
  }),
  ...(
    [
      'queue',
      'rename',
      'create-branch',
      'open-pull-request',
      'push-commits',
      'start-checks',
      'await-check-approval',
      'report-usage',
      'finish-pull-request',
      'mark-ready',
      'merge-pull-request',
      'close-pull-request',
    ] as const
  ).map(kind => z.object({ after, do: z.literal(kind) })),
  z.object({
    after,
    do: z.literal('finish-checks'),
    conclusion: z.enum(['success', 'failure']),
  }),
  z.object({
    after,
    do: z.literal('review'),
    state: z.enum(['APPROVED', 'CHANGES_REQUESTED']),
  }),
  z.object({ after, do: z.literal('comment'), body: z.string().min(1) }),
  z.object({ after, do: z.literal('set-state'), state: z.string() }),
  z.object({
    after,
    do: z.literal('end-session'),
    state: z.string(),
    error: z.string().optional(),
  }),
]);

const scenario: z.ZodType<Scenario> = z.object({
  name: z.string().regex(/^[a-z0-9-]+$/),
  description: z.string(),
  timeline: z.array(step),
  refusal: z
    .enum(['agent-disabled', 'no-plan', 'permission-missing', 'saml-required'])
    .optional(),
  afterAnswer: z.array(step).optional(),
  quirks: z
    .object({
      globalId: globalId.optional(),
      usageShape: usageShape.optional(),
      extraFields: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
}) as z.ZodType<Scenario>;

/** Scenarios, switches, and who may do what where. */
export const settingsOperations = {
  scenarios: operation(nothing, (_, world) =>
    world.scenarios
      .list()
      .map(({ name, description }) => ({ name, description })),
  ),
  setScenario: operation(
    z.object({ repository: z.string().optional(), scenario: z.string() }),
    ({ repository, scenario: name }, world) => {
      requireScenario(world, name);
      if (repository === undefined) {
        world.scenarios.setFallback(name);
      } else {
        requireRepository(world, repository).defaultScenario = name;
      }
    },
  ),
  addScenario: operation(z.object({ scenario }), (input, world) =>
    world.scenarios.add(input.scenario),
  ),
  switches: operation(nothing, (_, world) => ({ ...world.state.switches })),
  setSwitches: operation(z.object({ switches }), (input, world) => ({
    ...Object.assign(world.state.switches, input.switches),
  })),
  setRole: operation(
    z.object({
      repository: z.string(),
      login: z.string(),
      role: z.enum(['none', 'read', 'write', 'admin']),
    }),
    ({ repository, login, role }, world) => {
      const { roles } = requireRepository(world, repository);
      const person = requirePerson(world, login);
      if (role === 'none') roles.delete(person.login);
      else roles.set(person.login, role);
    },
  ),
  setCopilotPlan: operation(
    z.object({ login: z.string(), hasPlan: z.boolean() }),
    ({ login, hasPlan }, world) => {
      requirePerson(world, login).hasCopilotPlan = hasPlan;
    },
  ),
  setSaml: operation(
    z.object({
      organization: z.string().default('acme'),
      required: z.boolean(),
    }),
    ({ organization, required }, world) => {
      const account = requireOrganization(world, organization);
      account.requiresSaml = required;
      if (required) forgetSso(world, account.id);
    },
  ),
  renameRepository: operation(
    z.object({ repository: z.string(), name: z.string().regex(/^[\w.-]+$/) }),
    ({ repository: slug, name }, world) => {
      const repository = requireRepository(world, slug);
      if (world.state.repositoryByName(repository.ownerLogin, name)) {
        throw new ControlError(`${repository.ownerLogin}/${name} exists`);
      }
      renameRepository(repository, { name, now: world.clock.now() });
    },
  ),
  setAgentEnabled: operation(
    z.object({ repository: z.string(), enabled: z.boolean() }),
    ({ repository, enabled }, world) => {
      requireRepository(world, repository).agentEnabled = enabled;
    },
  ),
};

/** Whoever was let in before has to sign in again. */
function forgetSso({ tokens }: World, organizationId: number): void {
  for (const token of tokens.list()) {
    token.ssoOrganizationIds = token.ssoOrganizationIds?.filter(
      id => id !== organizationId,
    );
  }
}
