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
import { requirePerson } from './lookup';
import { operation } from './operation';

const nothing = z.object({});
const limitStatus = z.union([z.literal(403), z.literal(429)]).optional();

const pattern = z.string().refine(
  text => {
    try {
      return Boolean(new RegExp(text));
    } catch {
      return false;
    }
  },
  { message: 'must be a regular expression' },
);

const fault = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delay'),
    milliseconds: z.number().min(0).max(300_000),
  }),
  z.object({ kind: z.literal('reset-before') }),
  z.object({ kind: z.literal('created-then-reset') }),
  z.object({ kind: z.literal('created-then-502') }),
  z.object({ kind: z.literal('bad-gateway') }),
  z.object({ kind: z.literal('html') }),
  z.object({ kind: z.literal('truncated') }),
  z.object({ kind: z.literal('server-error') }),
  z.object({ kind: z.literal('primary-rate-limit'), status: limitStatus }),
  z.object({
    kind: z.literal('secondary-rate-limit'),
    status: limitStatus,
    retryAfter: z.number().min(0).optional(),
  }),
  z.object({ kind: z.literal('unauthorized') }),
  z.object({ kind: z.literal('revoke-token') }),
  z.object({ kind: z.literal('expire-token') }),
  z.object({ kind: z.literal('moved'), location: z.url().optional() }),
  z.object({
    kind: z.literal('clock-skew'),
    milliseconds: z.number().min(-315_360_000_000).max(315_360_000_000),
  }),
  z.object({ kind: z.literal('duplicate-page') }),
  z.object({
    kind: z.literal('shifted-page'),
    by: z.number().int().min(-1_000).max(1_000),
  }),
]);

/** Faults, limits and the request log. */
export const trafficOperations = {
  addFault: operation(
    z.object({
      method: z.string().optional(),
      path: pattern,
      login: z.string().optional(),
      fault,
      times: z.number().int().min(1).max(1_000_000).default(1),
      chance: z.number().min(0).max(1).optional(),
      seed: z.number().int().optional(),
    }),
    (rule, world) => ({ id: world.faults.add(rule) }),
  ),
  faults: operation(nothing, (_, world) => world.faults.list()),
  removeFault: operation(z.object({ id: z.number().int() }), ({ id }, world) =>
    world.faults.remove(id),
  ),
  clearLockOuts: operation(nothing, (_, world) => world.lockOuts.clear()),
  clearFaults: operation(nothing, (_, world) => world.faults.clear()),
  hideNewTasksFor: operation(
    z.object({ milliseconds: z.number().min(0) }),
    ({ milliseconds }, world) => {
      world.state.hideNewTasksFor = milliseconds;
    },
  ),
  setRateLimit: operation(
    z.object({
      login: z.string(),
      resource: z.enum(['core', 'graphql']).default('core'),
      limit: z.number().int().min(0).optional(),
      remaining: z.number().int().min(0).optional(),
      resetsInMs: z.number().min(0).optional(),
    }),
    ({ login, resource, ...change }, world) =>
      world.rateLimits.set(requirePerson(world, login).id, resource, change),
  ),
  requests: operation(
    z.object({
      method: z.string().optional(),
      path: pattern.optional(),
      login: z.string().optional(),
      status: z.number().int().optional(),
    }),
    (filter, world) => world.requestLog.list(filter),
  ),
  clearRequests: operation(nothing, (_, world) => world.requestLog.clear()),
};
