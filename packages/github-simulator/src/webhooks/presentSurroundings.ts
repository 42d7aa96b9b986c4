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

import type { PullRequest } from '../state';
import type { World } from '../World';
import {
  presentOrganizationSimple,
  presentSimpleUser,
} from '../rest/present/presentAccount';
import { presentRepository } from '../rest/present/presentRepository';
import type { Schema } from '../rest/openapi';

/**
 * A published type of a delivery. The publication spells the same person, the
 * same pull request and the same words a little differently from event to event;
 * here each of them is what the REST API's own schema says.
 */
export type Widened<T> = T extends string
  ? string
  : T extends number | bigint
  ? number | bigint
  : T extends readonly (infer Item)[]
  ? Widened<Item>[]
  : T extends { members_url: string }
  ? Schema<'organization-simple'>
  : T extends { login: string }
  ? Schema<'simple-user'>
  : T extends { merged_at: string | null; head: object }
  ? Schema<'pull-request-webhook'>
  : T extends object
  ? { [Key in keyof T]: Widened<T[Key]> }
  : T;

/** What every delivery carries: where it happened, and who did it. */
export function presentSurroundings(
  pull: PullRequest,
  senderId: number,
  { state, urls, clock }: World,
): {
  repository: Schema<'repository'>;
  organization: Schema<'organization-simple'>;
  sender: Schema<'simple-user'>;
} {
  const repository = state.repository(pull.repositoryId);
  return {
    repository: presentRepository(repository, {
      state,
      urls,
      timestamp: at => clock.timestamp(at),
      apiVersion: '2022-11-28',
    }),
    organization: presentOrganizationSimple(
      state.account(repository.ownerId),
      urls,
    ),
    sender: presentSimpleUser(state.account(senderId), urls),
  };
}
