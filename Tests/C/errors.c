/* Every function, with arguments that it must refuse: a status, a message, and no end of the process. */
#include "check.h"
#include <limits.h>
#include <math.h>

#define BAD_HANDLE "optimizer is "

static void messages(void) {
  char small[4] = "xyz";
  CHECK(strcmp(optk_error_message(), "") == 0);
  CHECK(optk_copy_error_message(NULL, 0) == 0);
  REFUSED(optk_free(7), OPTK_STATUS_INVALID_OPTIMIZER,
          "optimizer is 7; allowed: a number that optk_create gave, and that optk_free has not freed");
  CHECK(optk_copy_error_message(small, sizeof small) == (int64_t)strlen(optk_error_message()));
  CHECK(strcmp(small, "opt") == 0);
  CHECK(optk_copy_error_message(small, INT64_MIN) > 0 && strcmp(small, "opt") == 0);
  CHECK(optk_rule_name(-1) == NULL && optk_rule_name(INT64_MAX) == NULL && optk_rule_name(1000) == NULL);
  CHECK(strcmp(optk_version(), "0.1.0") == 0);
}

static void creating(void) {
  int64_t optimizer = 1, group;
  REFUSED(optk_create("torch.optim.Adam", NULL, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT, "optimizer is null");
  REFUSED(optk_create("torch.optim.Adam", NULL, NULL, (int64_t *)((char *)&optimizer + 1)), OPTK_STATUS_INVALID_ARGUMENT,
          "optimizer does not begin at a multiple of 8 bytes");
  REFUSED(optk_create(NULL, NULL, NULL, &optimizer), OPTK_STATUS_INVALID_ARGUMENT, "rule is null");
  REFUSED(optk_create("\xff", NULL, NULL, &optimizer), OPTK_STATUS_INVALID_ARGUMENT, "rule is not UTF-8");
  REFUSED(optk_create("torch.optim.Adan", NULL, NULL, &optimizer), OPTK_STATUS_INVALID_CONFIGURATION, "rule is \"torch.optim.Adan\"; allowed: ");
  REFUSED(optk_create("torch.optim.Adam", "{", NULL, &optimizer), OPTK_STATUS_INVALID_CONFIGURATION, "options of torch.optim.Adam: the configuration is not JSON");
  REFUSED(optk_create("torch.optim.Adam", "{\"lr\": -1}", NULL, &optimizer), OPTK_STATUS_INVALID_CONFIGURATION,
          "options of torch.optim.Adam: lr is -1.0; allowed: 0 or ");
  REFUSED(optk_create("torch.optim.Adam", NULL, "{\"nam\": \"x\"}", &optimizer), OPTK_STATUS_INVALID_CONFIGURATION,
          "group: there is no key nam; allowed: name, ");
  CHECK(optimizer == 1);
  DO(optk_free(0));
  DO(optk_create("torch.optim.Adam", NULL, NULL, &optimizer));
  REFUSED(optk_add_group(optimizer, "", NULL, NULL, &group), OPTK_STATUS_INVALID_CONFIGURATION, "rule is \"\"; allowed: ");
  DO(optk_free(optimizer));
  REFUSED(optk_free(optimizer), OPTK_STATUS_INVALID_OPTIMIZER, BAD_HANDLE);
  REFUSED(optk_add_group(optimizer, "torch.optim.Adam", NULL, NULL, &group), OPTK_STATUS_INVALID_OPTIMIZER, BAD_HANDLE);
}

static void adding(int64_t optimizer) {
  int64_t shape[2] = {3, -1}, large[2] = {INT64_MAX, INT64_MAX}, number = -7;
  REFUSED(optk_add_parameter(0, "w", shape, 1, 0, NULL), OPTK_STATUS_INVALID_OPTIMIZER, BAD_HANDLE);
  REFUSED(optk_add_parameter(optimizer, NULL, shape, 1, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "name is null");
  REFUSED(optk_add_parameter(optimizer, "", shape, 1, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "name is empty");
  REFUSED(optk_add_parameter(optimizer, "w", NULL, 1, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "shape is null");
  REFUSED(optk_add_parameter(optimizer, "w", shape, -1, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "axis_count is -1; allowed: ");
  REFUSED(optk_add_parameter(optimizer, "w", shape, INT64_MAX, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "axis_count is 9223372036854775807");
  REFUSED(optk_add_parameter(optimizer, "w", shape, 2, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "shape[1] is -1; allowed: 0 or more");
  REFUSED(optk_add_parameter(optimizer, "w", large, 2, 0, NULL), OPTK_STATUS_OUT_OF_MEMORY, "the state of w, of shape [9223372036854775807, ");
  REFUSED(optk_add_parameter(optimizer, "w", shape, 1, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "group is 1; allowed: 0 ≤ group < 1");
  CHECK(number == -7);
  DO(optk_add_parameter(optimizer, "w", shape, 1, 0, &number));
  CHECK(number == 0);
  REFUSED(optk_add_parameter(optimizer, "w", shape, 1, 0, &number), OPTK_STATUS_INVALID_ARGUMENT, "there is a parameter w already");
  REFUSED(optk_parameter_number(optimizer, "x", &number), OPTK_STATUS_INVALID_ARGUMENT, "name is x; allowed: ");
  REFUSED(optk_parameter_number(optimizer, "w", NULL), OPTK_STATUS_INVALID_ARGUMENT, "number is null");
  REFUSED(optk_parameter_count(optimizer, NULL), OPTK_STATUS_INVALID_ARGUMENT, "count is null");
  REFUSED(optk_group_count(optimizer, NULL), OPTK_STATUS_INVALID_ARGUMENT, "count is null");
}

static void setting(int64_t optimizer) {
  double number;
  REFUSED(optk_configuration(optimizer, 9, NULL, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "group is 9");
  REFUSED(optk_configuration(optimizer, 0, NULL, -1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "capacity is -1");
  REFUSED(optk_set_clipping(optimizer, NAN, 0, 0), OPTK_STATUS_INVALID_ARGUMENT, "value is nan");
  REFUSED(optk_set_clipping(optimizer, 0, 1, 1), OPTK_STATUS_INVALID_ARGUMENT, "norm is 1.0; allowed: none beside a globalNorm");
  REFUSED(optk_set_non_finite_gradients(optimizer, 3), OPTK_STATUS_INVALID_ARGUMENT, "policy is 3; allowed: an OPTK_NON_FINITE, from 0 to 2");
  REFUSED(optk_set_threads(optimizer, -1), OPTK_STATUS_INVALID_ARGUMENT, "threads is -1");
  REFUSED(optk_set_observing(0, 1), OPTK_STATUS_INVALID_OPTIMIZER, BAD_HANDLE);
  REFUSED(optk_learning_rate(optimizer, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "rate is null");
  REFUSED(optk_learning_rate(optimizer, -1, &number), OPTK_STATUS_INVALID_ARGUMENT, "group is -1");
  REFUSED(optk_set_learning_rate(optimizer, 0, INFINITY), OPTK_STATUS_INVALID_ARGUMENT, "learningRate is inf");
  REFUSED(optk_weight_decay(optimizer, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "decay is null");
  REFUSED(optk_set_weight_decay(optimizer, 0, NAN), OPTK_STATUS_INVALID_ARGUMENT, "weightDecay is nan");
  REFUSED(optk_scheduled_learning_rate(optimizer, 5, &number), OPTK_STATUS_INVALID_ARGUMENT, "parameter is 5");
}

static void stepping(int64_t optimizer) {
  float θ[4] = {1, 2, 3, 4}, g[4] = {1, 1, 1, 1}, infinite[3] = {0, INFINITY, 0}, m[3] = {0}, v[3] = {0};
  float *parameters[1] = {θ};
  const void *gradients[1] = {g}, *none[1] = {NULL}, *same[1] = {θ + 1}, *hot[1] = {infinite};
  int32_t skipped = 5;
  REFUSED(optk_step(0, 1, parameters, gradients, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_OPTIMIZER, BAD_HANDLE);
  REFUSED(optk_step(optimizer, 2, parameters, gradients, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "parameter_count is 2; allowed: 1");
  REFUSED(optk_step(optimizer, 1, NULL, gradients, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "parameters is null");
  REFUSED(optk_step(optimizer, 1, parameters, NULL, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "gradients is null");
  REFUSED(optk_step(optimizer, 1, parameters, gradients, 3, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "gradient_type is 3");
  REFUSED(optk_step(optimizer, 1, parameters, gradients, 0, NULL, -1, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "copy_type is -1");
  REFUSED(optk_step(optimizer, 1, parameters, gradients, 0, NULL, 0, NAN, NULL), OPTK_STATUS_INVALID_ARGUMENT, "loss_scale is nan");
  REFUSED(optk_step(optimizer, 1, parameters, none, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "no parameter has a gradient");
  REFUSED(optk_step(optimizer, 1, parameters, same, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "gradients[0] (w) overlaps parameters[0] (w)");
  parameters[0] = (float *)((char *)θ + 2);
  REFUSED(optk_step(optimizer, 1, parameters, gradients, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT,
          "parameters[0] (w) does not begin at a multiple of 4 bytes");
  parameters[0] = NULL;
  REFUSED(optk_step(optimizer, 1, parameters, gradients, 0, NULL, 0, 1, NULL), OPTK_STATUS_INVALID_ARGUMENT, "parameters[0] is null");
  parameters[0] = θ;
  REFUSED(optk_last_step(optimizer, NULL, NULL, NULL, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT, "the optimizer has not stepped yet");
  DO(optk_set_non_finite_gradients(optimizer, OPTK_NON_FINITE_REFUSE));
  REFUSED(optk_step(optimizer, 1, parameters, hot, 0, NULL, 0, 1, &skipped), OPTK_STATUS_NON_FINITE_GRADIENT, "the gradient of w is inf at index 1");
  CHECK(skipped == 5);
  DO(optk_set_non_finite_gradients(optimizer, OPTK_NON_FINITE_SKIP_STEP));
  DO(optk_step(optimizer, 1, parameters, hot, 0, NULL, 0, 1, &skipped));
  CHECK(skipped == 1 && θ[0] == 1 && θ[1] == 2 && θ[2] == 3 && θ[3] == 4);
  REFUSED(optk_update(optimizer, 0, 0, 3, θ, g, m, v, NULL, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT, "t is 0; allowed: 1 ≤ t");
  REFUSED(optk_update(optimizer, 0, 1, -3, θ, g, m, v, NULL, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT, "count is -3");
  REFUSED(optk_update(optimizer, 0, 1, INT64_MAX, θ, g, m, v, NULL, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT,
          "parameters has 9223372036854775807 elements, and would end behind the last address");
  REFUSED(optk_update(optimizer, 0, 1, 3, θ, g, m, NULL, NULL, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT, "second_moment is null; allowed: ");
  REFUSED(optk_update(optimizer, 0, 1, 3, θ, g, m, v, v, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT, "maximum is given; allowed: null, for Adam keeps none");
  REFUSED(optk_update(optimizer, 0, 1, 3, θ, g, m, m, NULL, NULL, NULL), OPTK_STATUS_INVALID_ARGUMENT, "first_moment overlaps second_moment");
}

static void state(int64_t optimizer) {
  float values[3];
  int64_t count = -1;
  REFUSED(optk_state_count(optimizer, 0, 5, &count), OPTK_STATUS_INVALID_ARGUMENT, "slot is 5; allowed: an OPTK_SLOT, from 0 to 4");
  REFUSED(optk_state_count(optimizer, 0, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "count is null");
  REFUSED(optk_state(optimizer, 0, OPTK_SLOT_MAXIMUM, values, 3), OPTK_STATUS_INVALID_ARGUMENT, "there is no maximum of w: Adam keeps none; allowed: the slots that it keeps");
  REFUSED(optk_state(optimizer, 0, OPTK_SLOT_FIRST_MOMENT, values, 4), OPTK_STATUS_INVALID_ARGUMENT, "count is 4; allowed: 3, the elements of w");
  REFUSED(optk_state(optimizer, 0, OPTK_SLOT_FIRST_MOMENT, NULL, 3), OPTK_STATUS_INVALID_ARGUMENT, "values is null");
  REFUSED(optk_set_state(optimizer, 1, OPTK_SLOT_FIRST_MOMENT, values, 3), OPTK_STATUS_INVALID_ARGUMENT, "parameter is 1");
  REFUSED(optk_set_learning_rates(optimizer, 0, values, 2), OPTK_STATUS_INVALID_ARGUMENT, "count is 2");
  REFUSED(optk_step_count(optimizer, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "count is null");
  REFUSED(optk_set_step_count(optimizer, 0, -1), OPTK_STATUS_INVALID_ARGUMENT, "stepCount is -1");
  REFUSED(optk_set_step_count(optimizer, 0, INT64_MAX), OPTK_STATUS_INVALID_ARGUMENT, "stepCount is 9223372036854775807");
}

static void files(int64_t optimizer) {
  float w[3] = {0};
  const float *parameters[1] = {w}, *none[1] = {NULL};
  int64_t loaded = -7;
  REFUSED(optk_save(optimizer, 2, parameters, "x", 0), OPTK_STATUS_INVALID_ARGUMENT, "parameter_count is 2; allowed: 1");
  REFUSED(optk_save(optimizer, 1, NULL, "x", 0), OPTK_STATUS_INVALID_ARGUMENT, "parameters is null");
  REFUSED(optk_save(optimizer, 1, none, "x", 0), OPTK_STATUS_INVALID_ARGUMENT, "parameters[0] is null; allowed: the address of the 3 elements of w");
  REFUSED(optk_save(optimizer, 1, parameters, NULL, 0), OPTK_STATUS_INVALID_ARGUMENT, "path is null");
  REFUSED(optk_save(optimizer, 1, parameters, "no/such/folder/x", 0), OPTK_STATUS_INVALID_FILE, "no/such/folder/x");
  REFUSED(optk_load("no/such/file", &loaded), OPTK_STATUS_INVALID_FILE, "no/such/file");
  REFUSED(optk_load("no/such/file", NULL), OPTK_STATUS_INVALID_ARGUMENT, "optimizer is null");
  REFUSED(optk_load("/", &loaded), OPTK_STATUS_INVALID_FILE, "/");
  REFUSED(optk_loaded_parameter(optimizer, 0, w, 3), OPTK_STATUS_INVALID_ARGUMENT, "w was not loaded");
  REFUSED(optk_element_count(optimizer, 0, NULL), OPTK_STATUS_INVALID_ARGUMENT, "count is null");
  CHECK(loaded == -7);
}

int main(void) {
  int64_t optimizer;
  messages();
  creating();
  DO(optk_create("torch.optim.Adam", NULL, NULL, &optimizer));
  adding(optimizer);
  setting(optimizer);
  stepping(optimizer);
  state(optimizer);
  files(optimizer);
  DO(optk_free(optimizer));
  return finish("errors");
}
