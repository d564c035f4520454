import ctypes, json, numpy, safetensors.numpy, torch

optk, i64 = ctypes.CDLL(".build/release/liboptimizer_kernels.so"), ctypes.c_int64
address, count = lambda array: array.ctypes.data_as(ctypes.c_void_p), i64(1000)
theirs, g, optimizer = torch.randn(1000), torch.randn(100, 1000), i64()
adamw, start, ours = torch.optim.AdamW([theirs], lr=0.01), theirs.numpy().copy(), theirs.numpy().copy()
assert optk.optk_create(b"torch.optim.AdamW", json.dumps(adamw.defaults).encode(), None, ctypes.byref(optimizer)) == 0
assert optk.optk_add_parameter(optimizer, b"w", ctypes.byref(count), i64(1), i64(0), None) == 0
traces = numpy.empty((2, 3, 100, 1000), "f4")  # ours and theirs; parameters, m and v; steps; elements
for t, theirs.grad in enumerate(g):
    adamw.step()
    parameters, gradients = ctypes.byref(address(ours)), ctypes.byref(address(g[t].numpy()))
    assert optk.optk_step(optimizer, i64(1), parameters, gradients, 0, None, 0, ctypes.c_float(1), None) == 0
    assert all(optk.optk_state(optimizer, i64(0), slot, address(traces[0, 1 + slot, t]), count) == 0 for slot in (0, 1))
    traces[0, 0, t], traces[1, :, t] = ours, torch.stack([theirs, *list(adamw.state[theirs].values())[1:]])
options = json.dumps({key: adamw.defaults[key] for key in ("lr", "betas", "eps", "weight_decay", "amsgrad", "maximize")})
about = {"format": "optimizer-vectors/1", "implementation": "torch.optim.AdamW", "precision": "float32", "steps": "100", "source": "numpy"}
for file, (parameters, m, v) in zip(("ours", "theirs"), traces):
    tensors = {"initial/w": start, "gradient/w": g.numpy(), "parameter/w": parameters, "state/m/w": m, "state/v/w": v}
    safetensors.numpy.save_file(tensors, file + ".safetensors", about | {"hyperparameters": options})
