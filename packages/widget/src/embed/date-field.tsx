/** @jsxImportSource preact */
interface DateProps {
  readonly id: string;
  readonly label: string;
  /** `YYYY-MM-DD`, or empty. */
  readonly value: string;
  readonly onInput: (date: string) => void;
}

/** A labelled date, by the control of the browser. */
export const DateField = ({ id, label, value, onInput }: DateProps) => (
  <div class="field">
    <label htmlFor={id}>{label}</label>
    <input
      id={id}
      class="input"
      type="date"
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  </div>
);
