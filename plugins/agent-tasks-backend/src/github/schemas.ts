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
 * GitHub's answers, read leniently: GitHub has changed these shapes without
 * notice (documented fields went missing, `usage` was spelled in two ways), so
 * only what cannot be done without is required. A field of an unexpected shape
 * is left out rather than refused with the whole answer. The observed shapes
 * are §1.4–1.7 of github-agent-tasks-api.md.
 */
import { z } from 'zod';

/** Absent, null and malformed are all the same: not there. */
function maybe<T extends z.ZodType>(schema: T) {
  return schema.optional().catch(undefined);
}

/** Without NUL characters, which PostgreSQL cannot keep. */
const string = z.string().overwrite(value => value.replaceAll('\0', ''));

const text = maybe(string);

/** Such as "2026-07-29T10:00:00.123Z", with or without a fraction or an offset. */
const time = maybe(
  z
    .string()
    .refine(value => !Number.isNaN(Date.parse(value)))
    .transform(value => new Date(value).toISOString()),
);

const wholeNumber = maybe(z.number().int().nonnegative());

/** A person or repository: an object with `id`, seen also as the bare number. */
const reference = maybe(
  z.union([
    z
      .number()
      .int()
      .transform(id => ({ id, full_name: undefined })),
    z.looseObject({ id: wholeNumber, full_name: text }),
  ]),
);

/** Some lists have held entries that were no objects; those are skipped. */
function listOf<T extends z.ZodType>(schema: T) {
  return z
    .array(z.unknown())
    .catch([])
    .transform(entries =>
      entries.flatMap(entry => {
        const parsed = schema.safeParse(entry);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

const artifact = z.looseObject({
  type: z.string(),
  data: z
    .looseObject({
      id: wholeNumber,
      global_id: text,
      head_ref: text,
      base_ref: text,
    })
    .catch({
      id: undefined,
      global_id: undefined,
      head_ref: undefined,
      base_ref: undefined,
    }),
});

const usage = z.looseObject({
  type: z.string(),
  amount: maybe(z.number().nonnegative()),
  // As it was spelled in July 2026.
  credits: maybe(z.number().nonnegative()),
});

const session = z.looseObject({
  id: string.min(1),
  state: string.catch(''),
  name: text,
  prompt: text,
  head_ref: text,
  base_ref: text,
  model: text,
  usage: maybe(usage),
  error: maybe(
    z.union([string, z.looseObject({ message: string })]).nullable(),
  ),
  created_at: time,
  updated_at: time,
  completed_at: time,
});

/** A session, as `GET …/tasks/{task_id}` shows it. */
export type SessionAnswer = z.infer<typeof session>;

/** A task, of a list, of the 201 or of a detail. All that may be relied on is `id`. */
export const taskAnswerSchema = z.looseObject({
  id: string.min(1),
  state: string.catch(''),
  name: text,
  html_url: text,
  creator: reference,
  repository: reference,
  session_count: wholeNumber,
  artifacts: listOf(artifact),
  sessions: listOf(session),
  created_at: time,
  updated_at: time,
});

/** A task; see {@link taskAnswerSchema}. */
export type TaskAnswer = z.infer<typeof taskAnswerSchema>;

/** A list: `{tasks: […]}`; `{}` and a bare array have been seen too. */
export const taskListAnswerSchema = z.union([
  z
    .array(z.unknown())
    .transform(tasks => ({ tasks }))
    .pipe(z.object({ tasks: listOf(taskAnswerSchema) })),
  z.looseObject({ tasks: listOf(taskAnswerSchema) }),
]);

/** `GET /user`. */
export const userAnswerSchema = z.looseObject({
  id: z.number().int(),
  login: z.string(),
});

/** An entry of `GET /user/repos`. */
export const repositoryAnswerSchema = z.looseObject({
  id: z.number().int(),
  full_name: z.string(),
  archived: z.boolean().catch(false),
  disabled: z.boolean().catch(false),
  permissions: maybe(z.looseObject({ push: z.boolean().catch(false) })),
});

/** A list whose entries are looked at one by one. */
export const rawListSchema = z.array(z.unknown());

/** `GET /user/repos`. */
export const repositoryListAnswerSchema = rawListSchema.pipe(
  listOf(repositoryAnswerSchema),
);

const errorBody = z.looseObject({
  message: z.string().catch(''),
  code: text,
  errors: listOf(z.looseObject({ code: text, message: text })),
});

/** The body of a refusal. */
export type GitHubErrorBody = z.infer<typeof errorBody>;

/** Reads the body of a refusal; a gateway's HTML page is one without a message. */
export function readErrorBody(body: string): GitHubErrorBody {
  const parsed = errorBody.safeParse(parseJson(body));
  return parsed.success ? parsed.data : { message: '', errors: [] };
}

/** `undefined` where the text is no JSON. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
