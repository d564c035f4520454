/* A line is fitted, and steps of which every number is exact in Float are as they must be. */
#include "check.h"
#include <math.h>

/* Gradient descent in sixteenths: θ − ¼ · g, with nothing to round. */
static void exact_steps(void) {
  int64_t optimizer, shape[1] = {2}, number, length, count;
  float weight[2] = {1, -2}, bias[1] = {0.5f}, rates[2] = {0.5f, 0.25f};
  uint16_t half[2] = {0x3800, 0xC000}; /* 0.5 and −2 as Float16 */
  uint16_t brain[2] = {0, 0};
  float *parameters[2] = {weight, bias};
  const void *gradients[2] = {half, NULL};
  void *copies[2] = {brain, NULL};
  int32_t skipped = 9;
  char json[4096];
  double rate;
  DO(optk_create("torch.optim.SGD", "{\"lr\": 0.25}", NULL, &optimizer));
  DO(optk_add_parameter(optimizer, "weight", shape, 1, 0, &number));
  DO(optk_add_parameter(optimizer, "bias", NULL, 0, 0, &number));
  CHECK(number == 1);
  DO(optk_step(optimizer, 2, parameters, gradients, OPTK_ELEMENT_FLOAT16, copies, OPTK_ELEMENT_BFLOAT16, 2, &skipped));
  CHECK(skipped == 0);
  /* The loss scale halves the gradients: 1 − ¼ · ¼ and −2 + ¼ · 1. */
  CHECK(weight[0] == 0.9375f && weight[1] == -1.75f && bias[0] == 0.5f);
  CHECK(brain[0] == 0x3F70 && brain[1] == 0xBFE0);
  DO(optk_step_count(optimizer, 0, &count));
  CHECK(count == 1);
  DO(optk_step_count(optimizer, 1, &count));
  CHECK(count == 0);
  DO(optk_set_learning_rates(optimizer, 0, rates, 2));
  DO(optk_step(optimizer, 2, parameters, gradients, OPTK_ELEMENT_FLOAT16, NULL, 0, 2, NULL));
  CHECK(weight[0] == 0.8125f && weight[1] == -1.5f);
  DO(optk_set_learning_rate(optimizer, 0, 0.125));
  DO(optk_learning_rate(optimizer, 0, &rate));
  CHECK(rate == 0.125);
  /* The rule as JSON makes the same rule. */
  DO(optk_configuration(optimizer, 0, json, sizeof json, &length));
  CHECK(length == (int64_t)strlen(json));
  DO(optk_free(optimizer));
  DO(optk_create("RuleConfiguration", json, NULL, &optimizer));
  DO(optk_learning_rate(optimizer, 0, &rate));
  CHECK(rate == 0.125);
  DO(optk_free(optimizer));
}

/* y = 3x − 1 from points on it, by AdamW with a warmup, clipping and Lookahead. Fails where a gradient has the wrong sign or a step is lost. */
static void line(void) {
  enum { points = 64 };
  int64_t optimizer, shape[1] = {1}, stepped;
  float slope[1] = {0}, offset[1] = {0}, slope_gradient[1], offset_gradient[1];
  float *parameters[2] = {slope, offset};
  const void *gradients[2] = {slope_gradient, offset_gradient};
  double norm, update, first = 0, last = 0;
  const char *group = "{\"schedule\": {\"warmup\": {\"steps\": 10}}, \"withoutDecay\": [\"offset\"], \"lookahead\": {\"syncPeriod\": 5, "
                      "\"slowStepSize\": 0.5, \"phase\": \"everyPeriod\", \"meeting\": \"fromSlow\", \"momentum\": \"none\", \"resetsInner\": false}}";
  DO(optk_create("torch.optim.AdamW", "{\"lr\": 0.05, \"weight_decay\": 0.0001}", group, &optimizer));
  DO(optk_add_parameter(optimizer, "slope", shape, 1, 0, NULL));
  DO(optk_add_parameter(optimizer, "offset", shape, 1, 0, NULL));
  DO(optk_set_clipping(optimizer, 0, 0, 1));
  DO(optk_set_observing(optimizer, 1));
  for (int t = 1; t <= 1500; t++) {
    double loss = 0, by_slope = 0, by_offset = 0;
    for (int i = 0; i < points; i++) {
      double x = (double)i / points - 0.5, error = slope[0] * x + offset[0] - (3 * x - 1);
      loss += error * error / points;
      by_slope += 2 * error * x / points;
      by_offset += 2 * error / points;
    }
    slope_gradient[0] = (float)by_slope;
    offset_gradient[0] = (float)by_offset;
    if (t == 1) first = loss;
    last = loss;
    DO(optk_step(optimizer, 2, parameters, gradients, OPTK_ELEMENT_FLOAT32, NULL, 0, 1, NULL));
    DO(optk_last_step(optimizer, &stepped, &norm, &update, NULL, NULL));
    CHECK(stepped == 2 && update >= 0);
    CHECK(fabs(norm - sqrt((double)slope_gradient[0] * slope_gradient[0] + (double)offset_gradient[0] * offset_gradient[0])) <= 1e-12 * norm);
  }
  printf("line: %.3g x %+.3g, loss %.3g at first, %.3g at last\n", slope[0], offset[0], first, last);
  CHECK(last < 1e-4 * first);
  DO(optk_free(optimizer));
}

/* The state that the caller keeps and the one that the optimizer keeps step alike. */
static void updates(void) {
  int64_t optimizer, shape[1] = {3};
  float theirs[3] = {1, -2, 3}, ours[3] = {1, -2, 3}, g[3] = {0.5f, -1, 2}, m[3] = {0}, v[3] = {0}, kept[3];
  float *parameters[1] = {theirs};
  const void *gradients[1] = {g};
  DO(optk_create("torch.optim.RAdam", "{\"lr\": 0.1}", NULL, &optimizer));
  DO(optk_add_parameter(optimizer, "w", shape, 1, 0, NULL));
  for (int64_t t = 1; t <= 20; t++) {
    DO(optk_step(optimizer, 1, parameters, gradients, OPTK_ELEMENT_FLOAT32, NULL, 0, 1, NULL));
    DO(optk_update(optimizer, 0, t, 3, ours, g, m, v, NULL, NULL, NULL));
    DO(optk_state(optimizer, 0, OPTK_SLOT_SECOND_MOMENT, kept, 3));
    CHECK(memcmp(theirs, ours, sizeof ours) == 0 && memcmp(kept, v, sizeof v) == 0);
  }
  CHECK(theirs[0] < 1 && theirs[1] > -2 && theirs[2] < 3);
  DO(optk_free(optimizer));
}

/* Three steps, a checkpoint and three more are six steps. */
static void checkpoints(void) {
  const char *path = "training.checkpoint";
  int64_t first, second, shape[2] = {2, 2}, count = -1;
  float straight[4] = {1, -2, 3, -4}, resumed[4] = {0}, g[4] = {0.5f, -1, 2, 0.25f};
  float *parameters[1] = {straight}, *others[1] = {resumed};
  const float *saved[1] = {straight};
  const void *gradients[1] = {g};
  DO(optk_create("ranger.Ranger", "{\"lr\": 0.1, \"k\": 4}", NULL, &first));
  DO(optk_add_parameter(first, "w", shape, 2, 0, NULL));
  for (int t = 1; t <= 3; t++) DO(optk_step(first, 1, parameters, gradients, OPTK_ELEMENT_FLOAT32, NULL, 0, 1, NULL));
  DO(optk_save(first, 1, saved, path, 0));
  DO(optk_load(path, &second));
  DO(optk_element_count(second, 0, &count));
  CHECK(count == 4);
  DO(optk_loaded_parameter(second, 0, resumed, 4));
  CHECK(memcmp(straight, resumed, sizeof resumed) == 0);
  for (int t = 4; t <= 6; t++) {
    DO(optk_step(first, 1, parameters, gradients, OPTK_ELEMENT_FLOAT32, NULL, 0, 1, NULL));
    DO(optk_step(second, 1, others, gradients, OPTK_ELEMENT_FLOAT32, NULL, 0, 1, NULL));
  }
  CHECK(memcmp(straight, resumed, sizeof resumed) == 0);
  REFUSED(optk_loaded_parameter(second, 0, resumed, 4), OPTK_STATUS_INVALID_ARGUMENT, "w was not loaded, or the optimizer has stepped since");
  DO(optk_free(first));
  DO(optk_free(second));
  remove(path);
}

int main(void) {
  exact_steps();
  checkpoints();
  line();
  updates();
  return finish("training");
}
