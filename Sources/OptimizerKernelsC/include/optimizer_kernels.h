/*
 * Adaptive optimizers as SIMD loops: Adam, RAdam, AdaBelief, AdaBound, AdaMod and their family, each as its library has it.
 *
 *     int64_t optimizer, count = 3;
 *     if (optk_create("torch.optim.AdamW", "{\"lr\": 0.01}", NULL, &optimizer) != OPTK_STATUS_OK) puts(optk_error_message());
 *     optk_add_parameter(optimizer, "weight", &count, 1, 0, NULL);
 *     optk_step(optimizer, 1, (float *[]){weight}, (const void *[]){gradient}, OPTK_ELEMENT_FLOAT32, NULL, 0, 1, NULL);
 *     optk_free(optimizer);
 *
 * - Functions that return int32_t return an OPTK_STATUS. Where it is not OPTK_STATUS_OK nothing was changed, nothing was written, and
 *   optk_error_message() says which argument it was, its value, and what is allowed. No argument ends the process, except an address
 *   that is neither null nor the caller's, and memory that another thread changes meanwhile.
 * - An optimizer is a number. One that was freed is refused. Calls from several threads on one optimizer wait for each other.
 * - Parameters and groups count from 0, in the order in which they were added; t, the number of a step, from 1.
 * - All text is UTF-8 that ends with a 0 byte: names up to 65,535 bytes, JSON up to 1,048,576.
 * - Where an address to write to may be null the function says so. What a call writes shares no byte with what it reads.
 * - An object of JSON has each key once.
 */
#ifndef OPTIMIZER_KERNELS_H
#define OPTIMIZER_KERNELS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a call ended with. */
enum optk_status {
  OPTK_STATUS_OK = 0,
  /* An argument is null, out of range, misaligned, overlaps another, or is not what the call needs. */
  OPTK_STATUS_INVALID_ARGUMENT = 1,
  /* The optimizer was freed, or never was one. */
  OPTK_STATUS_INVALID_OPTIMIZER = 2,
  /* A rule that there is not, JSON that is none, or a hyperparameter out of range. */
  OPTK_STATUS_INVALID_CONFIGURATION = 3,
  /* A gradient is NaN or infinite, and the optimizer was told to refuse it. */
  OPTK_STATUS_NON_FINITE_GRADIENT = 4,
  /* It takes more memory than the process can get: of the machine, of its container, of its own limits. */
  OPTK_STATUS_OUT_OF_MEMORY = 5,
  /* A file that cannot be read or written, or holds no checkpoint. */
  OPTK_STATUS_INVALID_FILE = 6
};

/* What gradients and copies are made of. */
enum optk_element {
  OPTK_ELEMENT_FLOAT32 = 0,
  /* IEEE 754 binary16. */
  OPTK_ELEMENT_FLOAT16 = 1,
  /* The upper half of a binary32. */
  OPTK_ELEMENT_BFLOAT16 = 2
};

/* The arrays that an optimizer may remember of a parameter, one float for each of its elements. */
enum optk_slot {
  /* m, or a momentum. */
  OPTK_SLOT_FIRST_MOMENT = 0,
  /* v, or what the rule has in its place. */
  OPTK_SLOT_SECOND_MOMENT = 1,
  /* AMSGrad's maximum of v. */
  OPTK_SLOT_MAXIMUM = 2,
  /* AdaMod's average of each element's rate. */
  OPTK_SLOT_AVERAGED_RATE = 3,
  /* Lookahead's slow weights: there from the first step on. */
  OPTK_SLOT_SLOW_WEIGHTS = 4
};

/* What a step does where a gradient is NaN or infinite. */
enum optk_non_finite {
  /* It goes through into the moments, as in torch. */
  OPTK_NON_FINITE_PROPAGATE = 0,
  /* The whole step is left out, of all parameters; `skipped` tells. */
  OPTK_NON_FINITE_SKIP_STEP = 1,
  /* The call fails with OPTK_STATUS_NON_FINITE_GRADIENT; the message has the first in the order of the parameters. */
  OPTK_NON_FINITE_REFUSE = 2
};

/* The version of the library: "0.1.0". */
const char *optk_version(void);

/* The message of the last call that failed on this thread, good until the next that fails; "" where none has. */
const char *optk_error_message(void);

/* The same, copied: as much as `capacity` bytes hold with a 0 byte behind. `buffer` may be null. Returns its length in bytes without the 0. */
int64_t optk_copy_error_message(char *buffer, int64_t capacity);

/* The name of a rule that optk_create takes, in alphabetical order from 0 on; null behind the last. */
const char *optk_rule_name(int64_t index);

/*
 * Makes an optimizer with one group and no parameters.
 *
 * rule     the name of a library's optimizer: "torch.optim.AdamW", "tfa.optimizers.RectifiedAdam", "optax.adabelief", …; optk_rule_name
 *          has them all. Or "RuleConfiguration": `options` are then the JSON of any rule whatever, as optk_configuration writes it.
 * options  a JSON object with the options of that optimizer, by the library's names: {"lr": 0.001, "betas": [0.9, 0.95]}. What is left out
 *          is at the library's default; null for all. torch's `defaults` can be given as they stand.
 * group    a JSON object, or null, with any of: "name", "schedule" and "weightDecaySchedule" ({"warmup": {"steps": 100}}),
 *          "withoutDecay" (globs: parameters whose whole name one matches do not decay; * stands for any characters, ? for one; at most
 *          512 characters in all), "centralization" ("none", "matrices", "convolutions"), "lookahead" ({"syncPeriod": 6, "slowStepSize": 0.5, "phase": "everyPeriod", "meeting": "fromSlow",
 *          "momentum": "none", "resetsInner": false}).
 */
int32_t optk_create(const char *rule, const char *options, const char *group, int64_t *optimizer);

/* Frees an optimizer. 0 is none, and is taken. A step on another thread ends first. */
int32_t optk_free(int64_t optimizer);

/* Adds a group, as optk_create has its first. `number` may be null. */
int32_t optk_add_group(int64_t optimizer, const char *rule, const char *options, const char *group, int64_t *number);

/*
 * Adds a parameter in the state before its first step. Its name must be new.
 *
 * shape    `axis_count` extents of 0 or more, the slowest first; only their product matters where gradients are not centralised. With 0
 *          axes, where `shape` may be null, it is a single number. At most 64.
 * number   the parameter's number; may be null.
 */
int32_t optk_add_parameter(int64_t optimizer, const char *name, const int64_t *shape, int64_t axis_count, int64_t group, int64_t *number);

int32_t optk_group_count(int64_t optimizer, int64_t *count);
int32_t optk_parameter_count(int64_t optimizer, int64_t *count);

/* The number of the parameter of a name. */
int32_t optk_parameter_number(int64_t optimizer, const char *name, int64_t *number);

/*
 * The rule of a group as JSON, which optk_create takes with the rule "RuleConfiguration": as much as `capacity` bytes hold with a 0 byte
 * behind. `buffer` may be null. `length`, which may be null too, is what there is to write, in bytes without the 0.
 */
int32_t optk_configuration(int64_t optimizer, int64_t group, char *buffer, int64_t capacity, int64_t *length);

/* How gradients are clipped before a step, as Keras does: each element, then the norm of each parameter's or of all together. 0 for not. */
int32_t optk_set_clipping(int64_t optimizer, double value, double norm, double global_norm);

/* What happens where a gradient is NaN or infinite: an OPTK_NON_FINITE. */
int32_t optk_set_non_finite_gradients(int64_t optimizer, int32_t policy);

/* The most threads that a step may use; 0 for as many as the machine has. The bits hang on it in nothing. */
int32_t optk_set_threads(int64_t optimizer, int64_t threads);

/* Whether steps measure what optk_last_step tells, which costs another reading of the parameters. 0 for no. */
int32_t optk_set_observing(int64_t optimizer, int32_t observing);

/*
 * α of a group, without its schedules. The bounds of AdaBound and AdaBalance are scaled by α over the first α of the group, as in the
 * published code.
 */
int32_t optk_learning_rate(int64_t optimizer, int64_t group, double *rate);
int32_t optk_set_learning_rate(int64_t optimizer, int64_t group, double rate);

/* λ of a group, without its schedules. */
int32_t optk_weight_decay(int64_t optimizer, int64_t group, double *decay);
int32_t optk_set_weight_decay(int64_t optimizer, int64_t group, double decay);

/*
 * α of each element of a parameter, in the place of its group's; schedules apply to each. Null takes them away. The bounds of AdaBound
 * and AdaBalance are scaled by it over the first α of the group.
 */
int32_t optk_set_learning_rates(int64_t optimizer, int64_t parameter, const float *rates, int64_t count);

/* α after its schedules at the next step of a parameter; NaN where each element has its own. */
int32_t optk_scheduled_learning_rate(int64_t optimizer, int64_t parameter, double *rate);

/*
 * Takes one step of all parameters that have a gradient. The others stay, and their t with them; all without one is an error.
 *
 * parameter_count  as many as the optimizer has; so many addresses have `parameters`, `gradients`, and `copies` where it is not null.
 * parameters       each parameter's elements. Null is taken where there is no gradient or there are no elements.
 * gradients        each parameter's gradients; null for none in this step.
 * gradient_type    an OPTK_ELEMENT.
 * copies           where a parameter goes as well, rounded to the nearest `copy_type`, ties to even; null for nowhere.
 * copy_type        an OPTK_ELEMENT.
 * loss_scale       what gradients are divided by first: above 0, finite.
 * skipped          1 where the step was left out because of a gradient that is not finite, else 0; may be null.
 *
 * Each array begins at a multiple of its element's size. One that is written shares no byte with another, nor does `skipped`.
 */
int32_t optk_step(
    int64_t optimizer, int64_t parameter_count, float *const *parameters, const void *const *gradients, int32_t gradient_type,
    void *const *copies, int32_t copy_type, float loss_scale, int32_t *skipped);

/*
 * What the last step of optk_step did. Each address may be null.
 *
 * parameter_count   how many parameters stepped.
 * gradient_norm     the norm of all gradients, unscaled and clipped by value; NaN unless it was observed or clipped by a norm.
 * update_norm       the norm of all that parameters moved by; NaN unless it was observed.
 * largest_update    the most that one element moved by; NaN unless it was observed.
 * bounded_elements  how many elements moved by a rate that was clamped or capped; -1 unless it was observed.
 */
int32_t optk_last_step(
    int64_t optimizer, int64_t *parameter_count, double *gradient_norm, double *update_norm, float *largest_update,
    int64_t *bounded_elements);

/*
 * Takes step t of a group's rule on arrays that the caller keeps, each of `count` floats; the optimizer remembers nothing of it, and clips
 * nothing. A slot that the rule does not keep is null, the others are not. Before t = 1 slots are 0 but for the second moment of a rule with
 * an initial accumulator, which is that; slow weights are not read at t = 1.
 */
int32_t optk_update(
    int64_t optimizer, int64_t group, int64_t t, int64_t count, float *parameters, const float *gradients, float *first_moment,
    float *second_moment, float *maximum, float *averaged_rate, float *slow_weights);

/* How many floats an OPTK_SLOT of a parameter has: 0 where its rule does not keep it, or it has not begun. */
int32_t optk_state_count(int64_t optimizer, int64_t parameter, int32_t slot, int64_t *count);

/*
 * Copies an OPTK_SLOT of a parameter. `count` is that of its elements. A second moment, a maximum or an averaged rate below 0 is not set:
 * OPTK_STATUS_INVALID_ARGUMENT; NaN and infinity are.
 */
int32_t optk_state(int64_t optimizer, int64_t parameter, int32_t slot, float *values, int64_t count);
int32_t optk_set_state(int64_t optimizer, int64_t parameter, int32_t slot, const float *values, int64_t count);

/* How many steps a parameter has taken. */
int32_t optk_step_count(int64_t optimizer, int64_t parameter, int64_t *count);
int32_t optk_set_step_count(int64_t optimizer, int64_t parameter, int64_t count);

/* How many elements a parameter has. */
int32_t optk_element_count(int64_t optimizer, int64_t parameter, int64_t *count);

/*
 * Writes a checkpoint: the parameters, and all that the next step hangs on but the number of threads. It is written beside an old file and
 * moved over it: whenever the process is killed, one of both is there, whole. A symbolic link stays, and what it leads to is replaced; the
 * mode of the old file stays, and where the system allows it its owner and group. A directory, device, FIFO or socket is refused. Another
 * hard link to the old file keeps the old contents. It takes memory for a copy of the parameters.
 *
 * parameter_count       as many as the optimizer has; so many addresses has `parameters`, each of that parameter's elements.
 * surviving_power_loss  not 0 to wait until the file is on the disk.
 */
int32_t optk_save(
    int64_t optimizer, int64_t parameter_count, const float *const *parameters, const char *path, int32_t surviving_power_loss);

/* Makes an optimizer from a checkpoint; it goes on with the same bits. Its parameters are at hand until its first step. */
int32_t optk_load(const char *path, int64_t *optimizer);

/* Copies a parameter as the checkpoint had it: before the first step. `count` is that of its elements. */
int32_t optk_loaded_parameter(int64_t optimizer, int64_t parameter, float *values, int64_t count);

#ifdef __cplusplus
}
#endif

#endif
