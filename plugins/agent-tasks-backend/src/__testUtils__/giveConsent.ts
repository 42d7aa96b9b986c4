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
 * A person at GitHub's consent page, as their browser would go through it;
 * without `login` they say no. Gives the query that GitHub sends them back with.
 */
export async function giveConsent(
  authorizationUrl: string,
  login?: string,
): Promise<Record<string, string>> {
  const url = new URL(authorizationUrl);
  const page = await fetch(url);
  if (page.status !== 200) throw new Error(`No consent page: ${page.status}`);
  const answer = await fetch(`${url.origin}${url.pathname}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams([
      ...url.searchParams,
      ['sign_in_as', login ?? ''],
    ]),
  });
  const location = new URL(answer.headers.get('location')!);
  return Object.fromEntries(location.searchParams);
}
