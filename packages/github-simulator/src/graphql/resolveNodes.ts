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

import type { Request } from 'express';
import { GraphQLError } from 'graphql';
import { contextOf } from '../http/requestContext';
import { SAML_MESSAGE, samlOrganization, visibleRole } from '../rest/access';
import type { Account } from '../state';
import type { World } from '../World';
import { pullRequestNode } from './pullRequestNode';

const MOST_IDS = 100;

/**
 * Behaviour 62: nodes keep the order of their ids; each id that leads nowhere,
 * or to something that the caller may not see, is null with an error of its own.
 */
export function resolveNodes(
  ids: readonly string[],
  viewer: Account,
  request: Request,
  world: World,
): unknown[] {
  return ids.map(id => resolveNode(id, viewer, request, world));
}

/** True: more ids than GitHub answers in one go. */
export function isTooManyIds(ids: readonly string[]): boolean {
  return ids.length > MOST_IDS;
}

/** Behaviour 50: null, and an error that says why. */
export function samlFailure(): GraphQLError {
  return new GraphQLError(SAML_MESSAGE, {
    extensions: { type: 'FORBIDDEN', saml_failure: true },
  });
}

function resolveNode(
  id: string,
  viewer: Account,
  request: Request,
  world: World,
): unknown {
  const { state } = world;
  const pull = state.pullRequestByNodeId(id);
  const repository = pull && state.repository(pull.repositoryId);
  if (repository && samlOrganization(world, request, repository)) {
    return samlFailure();
  }
  if (!pull || !repository || !visibleRole(world, request, repository)) {
    return new GraphQLError(
      `Could not resolve to a node with the global id of '${id}'`,
      { extensions: { type: 'NOT_FOUND' } },
    );
  }
  const { token } = contextOf(request);
  if (token?.permissions && !token.permissions.pull_requests) {
    const holder =
      token.kind === 'github_pat' ? 'personal access token' : 'integration';
    return new GraphQLError(`Resource not accessible by ${holder}`, {
      extensions: { type: 'FORBIDDEN' },
    });
  }
  return pullRequestNode(pull, viewer, world);
}
