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

import { useApi } from '@backstage/core-plugin-api';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { agentTasksApiRef } from '../api';

/** Signs in to GitHub on a click, then asks again for everything on screen. */
export function useGitHubSignIn(): {
  signIn: () => Promise<string | undefined>;
  isSigningIn: boolean;
  /** Why it did not work; closing the window is no error. */
  error?: Error;
} {
  const api = useApi(agentTasksApiRef);
  const queryClient = useQueryClient();
  const [isSigningIn, setSigningIn] = useState(false);
  const [error, setError] = useState<Error>();

  const signIn = async () => {
    setSigningIn(true);
    setError(undefined);
    try {
      const token = await api.getGitHubToken({ interactive: true });
      await queryClient.invalidateQueries({ queryKey: ['agent-tasks'] });
      return token;
    } catch (caught) {
      if (!isGivenUp(caught)) setError(toError(caught));
      return undefined;
    } finally {
      setSigningIn(false);
    }
  };
  return { signIn, isSigningIn, error };
}

function isGivenUp(error: unknown): boolean {
  const name = (error as Error)?.name;
  return name === 'RejectedError' || name === 'PopupRejectedError';
}

function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
