"""Say how to go on."""

print("""{{ cookiecutter.package }} is made. To install, test and list it:
  pip install --editable '{{ cookiecutter.package }}[test]'
  pytest {{ cookiecutter.package }}
  newskit plugins""")
