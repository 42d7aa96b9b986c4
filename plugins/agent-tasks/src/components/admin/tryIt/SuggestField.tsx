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

import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { NARROW } from '../../narrow';

/** A name that may be typed freely, with suggestions. */
export function SuggestField(props: {
  label: string;
  placeholder?: string;
  width: string;
  value: string;
  options: { value: string; hint?: string }[];
  /** The suggestions are those of a search for what is typed. */
  isFiltered?: boolean;
  issue?: string;
  onFocus?: () => void;
  onChange: (value: string) => void;
}) {
  const { label, placeholder, width, value, options, issue } = props;
  const hintOf = (option: string) =>
    options.find(one => one.value === option)?.hint;
  return (
    <Autocomplete
      freeSolo
      options={options.map(option => option.value)}
      filterOptions={props.isFiltered ? known => known : undefined}
      value={value}
      inputValue={value}
      onFocus={props.onFocus}
      onInputChange={(_, typed) => {
        if (typed !== value) props.onChange(typed);
      }}
      sx={{
        flex: `0 1 ${width}`,
        minWidth: 'min(100%, 9rem)',
        [NARROW]: { flexGrow: 1 },
      }}
      renderOption={({ key, ...item }: any, option) => (
        <li key={option} {...item}>
          {hintOf(option) ? `${hintOf(option)} ` : ''}
          <Box
            component="span"
            sx={{ color: hintOf(option) && 'text.secondary', ml: 0.5 }}
          >
            {option}
          </Box>
        </li>
      )}
      renderInput={params => (
        <TextField
          {...params}
          size="small"
          label={label}
          placeholder={placeholder}
          InputLabelProps={{ shrink: true }}
          error={Boolean(issue)}
          helperText={issue}
        />
      )}
    />
  );
}
