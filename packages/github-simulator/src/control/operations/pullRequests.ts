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
import { addComment, hearComment } from '../../lifecycle';
import { pullRequestNodeId } from '../../ids';
import {
  CheckRun,
  PullRequest,
  closePullRequest,
  mergePullRequest,
} from '../../state';
import type { World } from '../../World';
import type { SimulatedPullRequest } from '../SimulatorControl';
import { requirePerson, requirePullRequest, requireRepository } from './lookup';
import { ControlError, operation } from './operation';

const DEFAULT_REVIEWER = 'priya-raman';

const checkResults = z.enum([
  'success',
  'failure',
  'pending',
  'none',
  'action_required',
]);

export const pullRequestOperations = {
  pullRequests: operation(
    z.object({ repository: z.string().optional() }),
    ({ repository }, world) => {
      const wanted = repository && requireRepository(world, repository);
      return [...world.state.pullRequests.values()]
        .filter(pull => !wanted || pull.repositoryId === wanted.id)
        .map(pull => describePullRequest(pull, world));
    },
  ),
  commentOnPullRequest: operation(
    z.object({
      repository: z.string(),
      number: z.number().int(),
      by: z.string(),
      body: z.string().min(1),
    }),
    ({ by, body, ...ref }, world) => {
      const pull = requirePullRequest(world, ref);
      const now = world.clock.now();
      const userId = requirePerson(world, by).id;
      hearComment(
        { ...world, now },
        pull,
        addComment(pull, { userId, body, now }),
      );
      return describePullRequest(pull, world);
    },
  ),
  updatePullRequest: operation(
    z.object({
      repository: z.string(),
      number: z.number().int(),
      title: z.string().optional(),
      draft: z.boolean().optional(),
      checks: checkResults.optional(),
      review: z
        .object({
          state: z.enum(['APPROVED', 'CHANGES_REQUESTED']),
          by: z.string().default(DEFAULT_REVIEWER),
        })
        .optional(),
      action: z.enum(['merge', 'close', 'reopen', 'approve-checks']).optional(),
    }),
    (change, world) => {
      const pull = requirePullRequest(world, change);
      const now = world.clock.now();
      pull.title = change.title ?? pull.title;
      pull.draft = change.draft ?? pull.draft;
      if (change.checks) setChecks(pull, change.checks, world);
      if (change.review) {
        pull.reviews.push({
          state: change.review.state,
          userId: requirePerson(world, change.review.by).id,
          submittedAt: now,
        });
      }
      pull.updatedAt = now;
      if (change.action) act(pull, change.action, world);
      return describePullRequest(pull, world);
    },
  ),
};

function act(
  pull: PullRequest,
  action: 'merge' | 'close' | 'reopen' | 'approve-checks',
  world: World,
): void {
  const now = world.clock.now();
  if (action === 'approve-checks') {
    world.lifecycle.approveChecks(pull);
    return;
  }
  if (
    pull.mergedAt !== undefined ||
    (pull.state === 'open') === (action === 'reopen')
  ) {
    throw new ControlError(
      `Pull request #${pull.number} is ${
        pull.mergedAt === undefined ? pull.state : 'merged'
      }: it cannot ${action}`,
    );
  }
  if (action === 'merge') {
    const by = requirePerson(world, DEFAULT_REVIEWER).id;
    mergePullRequest(world.state, pull, { by, now });
  } else if (action === 'close') {
    closePullRequest(pull, now);
  } else {
    pull.state = 'open';
    pull.closedAt = undefined;
  }
}

function setChecks(
  pull: PullRequest,
  result: z.infer<typeof checkResults>,
  { state, clock }: World,
): void {
  const now = clock.now();
  pull.checksAwaitApproval = result === 'action_required';
  if (result === 'none' || result === 'action_required') {
    pull.checks = [];
    return;
  }
  const outcome: Partial<CheckRun> =
    result === 'pending'
      ? { status: 'in_progress' }
      : { status: 'completed', conclusion: result, completedAt: now };
  pull.checks = ['build', 'test'].map(name => ({
    id: state.takeCheckRunId(),
    name,
    status: 'in_progress',
    startedAt: now,
    ...outcome,
  }));
}

/** See {@link SimulatedPullRequest}. */
export function describePullRequest(
  pull: PullRequest,
  { state }: World,
): SimulatedPullRequest {
  const { ownerLogin, name } = state.repository(pull.repositoryId);
  return {
    id: pull.id,
    nodeId: pullRequestNodeId(pull.repositoryId, pull.id),
    number: pull.number,
    repository: `${ownerLogin}/${name}`,
    title: pull.title,
    state: pull.mergedAt === undefined ? pull.state : 'merged',
    isDraft: pull.draft,
    headRef: pull.headRef,
  };
}
