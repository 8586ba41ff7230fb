import { tf } from "../../engine";
import { hasEngineOps } from "../../engine/ops";
import { EngineVariable } from "./engine-variable";

/** Where a moment is kept: in the engine's own variables, or where it has none, in tfjs's. */
export type Moment = EngineVariable | tf.Variable<tf.Rank>;

/** What an optimizer keeps of one variable. */
export interface Kept {
  variable: tf.Variable;
  /** In the order of the optimizer's `momentNames`. */
  moments: Moment[];
  /** The variable's place in the optimizer's list. */
  place: number;
  /** Where the engine's ops change the value; none before the first step, or without such ops. */
  weight?: EngineVariable;
}

/** One variable's moments as tensors, under the variable's name. */
export interface NamedMoments {
  name: string;
  moments: tf.Tensor[];
}

/** Moments that are changed elsewhere for now, and are not kept here meanwhile. */
interface Loan {
  variables: readonly tf.Variable[];
  /** Answers a variable's present moments, disposed of by who asks. */
  fetch: (variable: tf.Variable) => tf.Tensor[];
}

/**
 * The moments of all variables. Tensors that were set before their variables are known go to them by place; what was
 * lent comes back when it is first asked for.
 */
export class KeptMoments {
  private readonly kept = new Map<string, Kept>();
  /** By place. */
  private readonly waiting = new Map<number, NamedMoments>();
  private loan?: Loan;

  of(variable: tf.Variable): Kept | undefined {
    this.takeBack();
    return this.kept.get(variable.name);
  }

  get lent(): boolean {
    return this.loan !== undefined;
  }

  /** Frees the moments of variables, for as long as nobody asks for any. */
  lend(loan: Loan): void {
    this.loan = undefined;
    for (const { name } of loan.variables) {
      const kept = this.kept.get(name);
      kept?.moments.forEach((moment) => moment.dispose());
      if (kept) kept.moments = [];
    }
    this.loan = loan;
  }

  /** Fetches what was lent. */
  takeBack(): void {
    const { loan } = this;
    this.loan = undefined;
    for (const variable of loan?.variables ?? []) {
      const moments = loan!.fetch(variable);
      this.set(variable, moments);
      tf.dispose(moments);
    }
  }

  /** Gives each variable its moments, by place those that wait, else zeros; `count` of them. */
  bind(variables: readonly tf.Variable[], count: number): void {
    variables.forEach((variable, place) => {
      const kept = this.of(variable);
      if (kept) kept.place = place;
      if (kept?.moments.length === count) return;
      // A kept one may have too few: a momentum that was none until now starts at zero.
      const waiting = kept ? undefined : this.waiting.get(place);
      const values = waiting?.moments ?? zeros(variable, count);
      this.set(variable, values, place);
      tf.dispose(values);
      if (waiting) this.waiting.delete(place);
    });
  }

  /** @param values copied, not disposed */
  set(variable: tf.Variable, values: readonly tf.Tensor[], place = this.of(variable)?.place ?? Infinity): void {
    for (const { shape } of values) {
      tf.util.assertShapesMatch(shape, variable.shape, `optimizer weights of ${variable.name}: `);
    }
    const before = this.of(variable);
    if (before && before.moments.length === values.length) {
      before.moments.forEach((moment, i) => moment.assign(values[i] as tf.Tensor<tf.Rank>));
      return;
    }
    if (before) disposeKept(before);
    this.kept.set(variable.name, { variable, moments: values.map((value) => newMoment(value)), place });
  }

  /** @returns copies in the variables' order, which the caller disposes of */
  all(count: number): NamedMoments[] {
    this.takeBack();
    const kept = [...this.kept.values()].map(({ variable, place }) => ({
      place,
      name: variable.name,
      moments: this.copies(variable, count),
    }));
    const waiting = [...this.waiting].map(([place, { name, moments }]) => ({
      place,
      name,
      moments: moments.map((one) => one.clone()),
    }));
    return [...kept, ...waiting].sort((a, b) => a.place - b.place);
  }

  /** @returns `count` tensors, zeros where there is nothing yet; the caller disposes of them */
  copies(variable: tf.Variable, count: number): tf.Tensor[] {
    const moments = this.of(variable)?.moments;
    return moments?.length === count ? moments.map(copyOf) : zeros(variable, count);
  }

  /** @param values in the order of the variables that are to come; copied, not disposed */
  restore(values: readonly NamedMoments[]): void {
    // Copied first: they may be what is about to be freed.
    const copies = values.map(({ name, moments }) => ({ name, moments: moments.map((one) => tf.keep(one.clone())) }));
    this.dispose();
    copies.forEach((copy, place) => this.waiting.set(place, copy));
  }

  dispose(): void {
    this.loan = undefined;
    this.kept.forEach(disposeKept);
    for (const { moments } of this.waiting.values()) tf.dispose(moments);
    this.kept.clear();
    this.waiting.clear();
  }
}

const zeros = (like: tf.Tensor, count: number) => Array.from({ length: count }, () => tf.zerosLike(like));

const newMoment = (value: tf.Tensor): Moment =>
  hasEngineOps() ? new EngineVariable(value) : tf.tidy(() => value.clone().variable(false));

const copyOf = (moment: Moment) => (moment instanceof EngineVariable ? moment.clone() : tf.clone(moment));

function disposeKept({ moments, weight }: Kept): void {
  for (const moment of moments) moment.dispose();
  weight?.dispose();
}
