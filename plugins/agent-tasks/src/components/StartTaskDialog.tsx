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

import { useTranslationRef } from '@backstage/core-plugin-api/alpha';
import { usePermission } from '@backstage/plugin-permission-react';
import Dialog from '@mui/material/Dialog';
import DialogTitle from '@mui/material/DialogTitle';
import useMediaQuery from '@mui/material/useMediaQuery';
import {
  agentTaskCreatePermission,
  type Task,
} from 'backstage-plugin-agent-tasks-common';
import {
  createContext,
  useContext,
  useId,
  useMemo,
  useState,
  type PropsWithChildren,
} from 'react';
import type { StartTaskDefaults } from '../presentation/startTaskDraft';
import { agentTasksTranslationRef } from '../translation';
import { NARROW } from './narrow';
import { StartTaskForm } from './StartTaskForm';

type StartTaskDialogControl = {
  /** Whether the portal's permissions let the viewer start tasks. */
  isAllowed: boolean;
  open: (defaults: StartTaskDefaults) => void;
};

const StartTaskDialogContext = createContext<StartTaskDialogControl>({
  isAllowed: false,
  open: () => {},
});

/** Opens the *Start task* dialog of the nearest {@link StartTaskDialogProvider}. */
export function useStartTaskDialog(): StartTaskDialogControl {
  return useContext(StartTaskDialogContext);
}

/** Holds the one *Start task* dialog of an extension. */
export function StartTaskDialogProvider(
  props: PropsWithChildren<{ onStarted?: (task: Task) => void }>,
) {
  const { children, onStarted } = props;
  const { t } = useTranslationRef(agentTasksTranslationRef);
  const { allowed } = usePermission({ permission: agentTaskCreatePermission });
  const [isOpen, setOpen] = useState(false);
  const [defaults, setDefaults] = useState<StartTaskDefaults>({});
  const titleId = useId();
  const fullScreen = useMediaQuery(NARROW);

  const control = useMemo(
    () => ({
      isAllowed: allowed,
      open: (next: StartTaskDefaults) => {
        setDefaults(next);
        setOpen(true);
      },
    }),
    [allowed],
  );
  const close = () => setOpen(false);
  return (
    <StartTaskDialogContext.Provider value={control}>
      {children}
      <Dialog
        open={isOpen}
        onClose={close}
        aria-labelledby={titleId}
        fullWidth
        maxWidth="sm"
        fullScreen={fullScreen}
      >
        <DialogTitle id={titleId}>
          {defaults.headRef ? t('start.titleChanges') : t('start.title')}
        </DialogTitle>
        <StartTaskForm
          defaults={defaults}
          onCancel={close}
          onStarted={task => {
            close();
            onStarted?.(task);
          }}
        />
      </Dialog>
    </StartTaskDialogContext.Provider>
  );
}
