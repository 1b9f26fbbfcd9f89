internal import CaseModel

/// Values that every second host has.
enum WellKnown {
  /// Why the value says nothing, or `nil`.
  static func reason(_ indicator: FleetIndicator) -> String? {
    let value = indicator.value.text
    switch indicator.kind {
    case .account: return accounts.contains(value) ? "images are delivered with this account" : nil
    case .listener:
      return ports.contains { value == "tcp \($0)" || value == "udp \($0)" } ? "every second server has this port" : nil
    case .address: return resolvers.contains(value) ? "it is a resolver that anybody uses" : nil
    case .digest:
      return value == emptyDigest ? "it is the digest of no bytes" : nil
    case .domain, .key, .persistence, .module, .changedFile, .package: return nil
    }
  }

  private static let accounts: Set<String> = [
    "root", "ec2-user", "ubuntu", "admin", "centos", "fedora", "debian", "rocky", "almalinux", "cloud-user", "core",
    "bitnami", "ssm-user", "opc", "azureuser", "vagrant", "maintuser",
  ]
  private static let ports = [22, 25, 53, 67, 68, 80, 111, 123, 323, 443, 546, 631, 5353]
  private static let resolvers: Set<String> = [
    "8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9", "149.112.112.112", "208.67.222.222", "208.67.220.220",
    "2001:4860:4860::8888", "2001:4860:4860::8844", "2606:4700:4700::1111", "2606:4700:4700::1001", "2620:fe::fe",
  ]
  private static let emptyDigest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
