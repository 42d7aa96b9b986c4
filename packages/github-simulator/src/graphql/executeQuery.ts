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

/**
 * Runs a query with graphql-js and words its errors as GitHub does: `type`
 * beside `message` and `path`, always with HTTP status 200.
 */
import type { Request } from 'express';
import {
  ExecutionResult,
  GraphQLError,
  execute,
  parse,
  validate,
} from 'graphql';
import { contextOf } from '../http/requestContext';
import { samlOrganization, visibleRole } from '../rest/access';
import { repositoryByFormerName } from '../state/renameRepository';
import type { Account } from '../state';
import type { World } from '../World';
import { actor } from './actors';
import { repositoryNode } from './pullRequestNode';
import { isTooManyIds, resolveNodes, samlFailure } from './resolveNodes';
import { schema } from './schema';

/** The answer of the endpoint. Data and errors are independent of each other. */
export type QueryResult = { data?: unknown; errors?: unknown[] };

export function executeQuery(
  query: string,
  variables: Record<string, unknown> | undefined,
  request: Request,
  world: World,
): QueryResult {
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return { errors: [worded(error as GraphQLError)] };
  }
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { errors: invalid.map(worded) };

  const viewer = contextOf(request).account!;
  const result = execute({
    schema,
    document,
    variableValues: variables,
    rootValue: rootValue(viewer, request, world),
    // No resolver of this schema waits for anything.
  }) as ExecutionResult;

  // Behaviour 62: too many ids cost the whole answer.
  const fatal = result.errors?.find(
    ({ extensions }) => extensions.type === 'ARGUMENT_LIMIT',
  );
  if (fatal) return { errors: [worded(fatal)] };
  return {
    data: result.data,
    ...(result.errors && { errors: result.errors.map(worded) }),
  };
}

function rootValue(viewer: Account, request: Request, world: World) {
  const { state, rateLimits, clock } = world;
  return {
    viewer: () => actor(viewer, world),
    node: ({ id }: { id: string }) =>
      resolveNodes([id], viewer, request, world)[0],
    nodes: ({ ids }: { ids: string[] }) => {
      if (isTooManyIds(ids)) {
        throw new GraphQLError(
          `You may not provide more than 100 node ids; you provided ${ids.length}.`,
          { extensions: { type: 'ARGUMENT_LIMIT' } },
        );
      }
      return resolveNodes(ids, viewer, request, world);
    },
    rateLimit: () => {
      const bucket = rateLimits.snapshot(viewer.id, 'graphql');
      return {
        ...bucket,
        cost: 1,
        nodeCount: 1,
        resetAt: clock.timestamp(bucket.reset * 1000),
      };
    },
    repository: (wanted: {
      owner: string;
      name: string;
      followRenames?: boolean;
    }) => {
      const { owner, name, followRenames } = wanted;
      const repository =
        state.repositoryByName(owner, name) ??
        (followRenames === false
          ? undefined
          : repositoryByFormerName(state, owner, name));
      if (repository && samlOrganization(world, request, repository)) {
        throw samlFailure();
      }
      if (!repository || !visibleRole(world, request, repository)) {
        throw new GraphQLError(
          `Could not resolve to a Repository with the name '${owner}/${name}'.`,
          { extensions: { type: 'NOT_FOUND' } },
        );
      }
      return repositoryNode(repository, viewer, world);
    },
  };
}

function worded(error: GraphQLError) {
  const { type, ...extensions } = error.extensions;
  return {
    ...(type !== undefined && { type }),
    ...(error.path && { path: error.path }),
    ...(Object.keys(extensions).length > 0 && { extensions }),
    ...(error.locations && { locations: error.locations }),
    message: error.message,
  };
}
