resource "aws_route53_zone" "media" {
  name = "media.example.net"
}

resource "aws_route53_record" "apex" {
  zone_id = aws_route53_zone.media.zone_id
  name    = "media.example.net"
  type    = "CNAME"
  ttl     = 300
  records = [aws_instance.build.public_dns]
}

resource "aws_route53_record" "build" {
  zone_id = aws_route53_zone.media.zone_id
  name    = "build"
  type    = "CNAME"
  ttl     = 300
  records = [aws_instance.build.public_dns]
}
