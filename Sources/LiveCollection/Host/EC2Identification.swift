internal import CaseModel

/// Whether the machine says that it is an EC2 instance, from firmware strings that need no network.
struct EC2Identification {
  /// Says so.
  let isEC2: Bool
  /// `i-…`, which Nitro instances have as asset tag of their board.
  let instanceID: HostString?
  /// Files that said so.
  let signs: [HostString]

  init(_ source: any HostSource) {
    var signs: [HostString] = []
    for path: HostString in ["/sys/hypervisor/uuid", "/sys/class/dmi/id/product_uuid"] {
      let value = HostFamily.word(path, source)?.text.lowercased() ?? ""
      if value.hasPrefix("ec2") { signs.append(path) }
    }
    for name in ["sys_vendor", "bios_vendor", "board_vendor", "chassis_asset_tag"] {
      let path = HostString("/sys/class/dmi/id/\(name)")
      if HostFamily.word(path, source) == "Amazon EC2" { signs.append(path) }
    }
    let tag = HostFamily.word("/sys/class/dmi/id/board_asset_tag", source)
    instanceID = signs.isEmpty ? nil : tag.flatMap { $0.hasPrefix("i-") ? $0 : nil }
    self.signs = signs
    isEC2 = !signs.isEmpty
  }
}
