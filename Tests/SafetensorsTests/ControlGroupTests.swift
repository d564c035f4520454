import Safetensors
import Testing

@Test("A group of version 2 has its limit, and those around it")
func unified() {
  #expect(
    ControlGroups.limitFiles(groups: "0::/user.slice/a:b.scope\n") == [
      "/sys/fs/cgroup/user.slice/a:b.scope/memory.max", "/sys/fs/cgroup/user.slice/memory.max", "/sys/fs/cgroup/memory.max",
      "/sys/fs/cgroup/unified/user.slice/a:b.scope/memory.max", "/sys/fs/cgroup/unified/user.slice/memory.max",
      "/sys/fs/cgroup/unified/memory.max",
    ])
}

@Test("A group of version 1 has its limit where the memory controller is")
func legacy() {
  let groups = "12:cpu,cpuacct:/a\n5:memory:/docker/1f\n3:hugetlb,memory2:/b\n1:name=systemd:/c\n"
  #expect(
    ControlGroups.limitFiles(groups: groups) == [
      "/sys/fs/cgroup/memory/docker/1f/memory.limit_in_bytes", "/sys/fs/cgroup/memory/docker/memory.limit_in_bytes",
      "/sys/fs/cgroup/memory/memory.limit_in_bytes",
    ])
}

@Test("Of a group that lies outside of a container the container's own root counts")
func outside() {
  #expect(
    ControlGroups.limitFiles(groups: "0::/../../other") == ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/unified/memory.max"])
  #expect(ControlGroups.limitFiles(groups: "0::/") == ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/unified/memory.max"])
}

@Test("What is no line of a group is left out", arguments: ["", "\n\n", "0:", "memory", "x::", ":::/"])
func noGroup(text: String) {
  #expect(ControlGroups.limitFiles(groups: text).allSatisfy { $0.hasSuffix("memory.max") })
}

@Test(
  "A limit is a number of bytes",
  arguments: [
    ("1073741824\n", 1_073_741_824), ("0\n", 0), ("max\n", nil), ("", nil), ("9223372036854771712", 9_223_372_036_854_771_712),
    ("99999999999999999999", nil), ("-1", nil), ("12x", nil), ("+5", nil),
  ] as [(String, Int?)])
func limits(text: String, bytes: Int?) {
  #expect(ControlGroups.limit(text: text) == bytes)
}

@Test("Memory that no machine has is refused, and what there is is given")
func require() throws {
  #expect(throws: OutOfMemory(byteCount: 1 << 60)) { try ProcessMemory.require(1 << 60) }
  #expect(throws: OutOfMemory(byteCount: .max)) { try ProcessMemory.require(.max) }
  try ProcessMemory.require(1 << 20)
  try ProcessMemory.require(0)
  #expect(ProcessMemory.limit > 1 << 26)
}
