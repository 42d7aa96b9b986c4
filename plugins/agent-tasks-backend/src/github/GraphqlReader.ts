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
import { orRefusal, readBody } from './Reader';
import type { Sender } from './Sender';
import { rateLimited, rateLimitSeconds, triage } from './triage';

const errorsSchema = z
  .array(
    z.looseObject({
      type: z.string().optional(),
      path: z.array(z.union([z.string(), z.number()])).optional(),
      message: z.string().optional(),
    }),
  )
  .optional()
  .catch(undefined);

/** An error of GraphQL: about what is at `path`, or about all if there is none. */
export type GraphqlError = NonNullable<z.infer<typeof errorsSchema>>[number];

/**
 * Asks GitHub's GraphQL endpoint. Refusals of the whole query are thrown as
 * `AgentTasksError`, also those that come with status 200.
 */
export class GraphqlReader {
  readonly #options: {
    sender: Sender;
    graphqlUrl: string;
    apiVersion: string;
  };

  static create(options: {
    sender: Sender;
    graphqlUrl: string;
    apiVersion: string;
  }): GraphqlReader {
    return new GraphqlReader(options);
  }

  private constructor(options: {
    sender: Sender;
    graphqlUrl: string;
    apiVersion: string;
  }) {
    this.#options = options;
  }

  /** GraphQL answers 200 with data, errors or both; each is to be looked at by itself. */
  async query<Data extends z.ZodType>(
    token: string,
    request: { query: string; variables: Record<string, unknown> },
    dataSchema: Data,
  ): Promise<{ data?: z.output<Data>; errors: GraphqlError[] }> {
    const { sender, graphqlUrl, apiVersion } = this.#options;
    const answer = await orRefusal(
      sender.send({
        token,
        kind: 'query',
        url: graphqlUrl,
        headers: { 'x-github-api-version': apiVersion },
        body: JSON.stringify(request),
      }),
    );
    if (answer.status >= 300) throw triage(answer, 'other', new Date());
    const { data, errors = [] } = readBody(
      answer,
      z.looseObject({
        data: dataSchema.nullish().catch(undefined),
        errors: errorsSchema,
      }),
    );
    if (errors.some(({ type }) => /^RATE_LIMIT(?:ED)?$/.test(type ?? ''))) {
      throw rateLimited(rateLimitSeconds(answer, new Date()) ?? 60);
    }
    return { ...(data && { data }), errors };
  }
}
