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

import { useRouteRef } from '@backstage/core-plugin-api';

/**
 * `useRouteRef` for routes that an app may not have: only the card, only the
 * tab, no catalog. It throws for what is not mounted, always after the same
 * hooks, so catching that is sound.
 */
export function useOptionalRouteRef<
  TRef extends Parameters<typeof useRouteRef>[0],
>(ref: TRef): ((params?: Record<string, string>) => string) | undefined {
  try {
    return useRouteRef(ref as never) as unknown as (
      params?: Record<string, string>,
    ) => string;
  } catch {
    return undefined;
  }
}
